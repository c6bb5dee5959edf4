package io.audittrail.benchmarks.emit;

/** Something that takes the standard event from a caller. */
interface Peer extends AutoCloseable {
  /** Holds back what brings events further, where that can be done, until it is drained. */
  default void hold() {}

  /** Takes the event with a number, on the caller's thread. */
  void emit(int number);

  /** Waits until everything that was taken is where the peer brings it. */
  void drain() throws Exception;

  @Override
  void close() throws Exception;
}
