package io.audittrail.delivery.spool;

/**
 * Holds records in the order in which they came, until they are acknowledged.
 *
 * <p>A record's position is its number: the first that a spool ever held has position 0, the next
 * one 1. Positions outlive the process where records do, so that an acknowledgement is one number.
 *
 * <p>One thread at a time appends, and one at a time reads, acknowledges and sets aside; the two
 * work at the same time. {@link #start()}, {@link #end()} and {@link #bytes()} may be called by any
 * thread.
 */
public interface Spool {
  /**
   * Appends a copy of a record.
   *
   * @param bytes an array that begins with the record
   * @param length how many bytes the record has
   * @param checksum what {@link #checksum} says of it
   * @return false if there is no room for it, or the spool is closed; then nothing was changed
   * @throws IllegalArgumentException if the record is larger than an empty spool has room for
   */
  boolean append(byte[] bytes, int length, int checksum);

  /** Appends a copy of a record that is a whole array, as {@link #append(byte[], int, int)}. */
  default boolean append(byte[] record) {
    return append(record, record.length, checksum(record, record.length));
  }

  /**
   * Returns the checksum of the first bytes of an array, if the spool needs one; any thread may
   * compute it before its turn to append.
   */
  int checksum(byte[] bytes, int length);

  /**
   * Returns the first records that are not acknowledged, which stay where they are.
   *
   * @param maxEvents the most records, at least 1
   * @param maxBytes the most bytes of records together; the first record is returned even if it
   *     alone is larger
   * @return the records; empty if there are none
   */
  Batch read(int maxEvents, int maxBytes);

  /**
   * Lets go of all records before the given position and gives their room back. What is behind
   * {@link #start()} already stays acknowledged.
   *
   * @throws IllegalArgumentException if the position is beyond {@link #end()}
   */
  void acknowledge(long position);

  /**
   * Keeps a copy of a record that a collector refuses for good, apart from the others. It does not
   * acknowledge the record; a spool that survives a crash between the two may set it aside twice.
   *
   * @param position the record's position
   * @param reason why, for people to read
   */
  void setAside(long position, byte[] record, String reason);

  /** Returns the position of the first record that is not acknowledged. */
  long start();

  /** Returns the position that the next record will have. */
  long end();

  /** Returns how much of its bound is in use, in bytes. */
  long bytes();

  /** Returns its bound in bytes. */
  long capacity();

  /**
   * Returns who numbers the records, as it stands in events: the name of the producer, a slash, and
   * what distinguishes this spool from every other.
   */
  String producer();

  /** The collector has been told the last number: when all is acknowledged, nothing is left. */
  void reported();

  /**
   * Closes the spool; closing twice does nothing.
   *
   * @return how many records are lost with it: those that are not acknowledged, if it keeps them in
   *     memory, else 0
   */
  long close();
}
