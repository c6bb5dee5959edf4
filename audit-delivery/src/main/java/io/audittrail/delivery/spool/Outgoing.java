package io.audittrail.delivery.spool;

/**
 * Records on their way to a collector, seen by the one who sends them: it hears what became of
 * them.
 */
public interface Outgoing {
  /** Returns who numbered the records, as {@link Spool#producer}. */
  String producer();

  /** Returns whether no record will ever come at or behind the given position. */
  boolean isEnd(long position);

  /** Lets go of all records before the given position, as {@link Spool#acknowledge}. */
  void acknowledge(long position);

  /** Keeps a record apart from the others, as {@link Spool#setAside}. */
  void setAside(long position, byte[] record, String reason);

  /** The collector has been told the last number, as {@link Spool#reported}. */
  void reported();
}
