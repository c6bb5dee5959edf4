package io.audittrail.delivery.spool.file;

import static io.audittrail.delivery.spool.file.RecordFormat.ALIGNMENT;
import static io.audittrail.delivery.spool.file.RecordFormat.HEADER_BYTES;
import static io.audittrail.delivery.spool.file.RecordFormat.INT_IN_ARRAY;
import static io.audittrail.delivery.spool.file.RecordFormat.LONG_IN_ARRAY;
import static io.audittrail.delivery.spool.file.RecordFormat.RECORD_HEADER_BYTES;

/**
 * Walks over the whole records in the bytes of a segment and past everything else. It always goes
 * forward, whatever the bytes are, and ends soon: bytes made so that checksums of long records fail
 * again and again count as damage after a while. Not safe for use by several threads.
 */
final class SegmentScan {
  private static final int MAX_POSITION_BITS = 47;

  /** The most bytes of records whose checksum fails, about a second's work. */
  private static final long MAX_FAILED_BYTES = 4L << 30;

  /** Hears of bytes that should have been records and are none. */
  interface Damage {
    /**
     * Bytes could not be read.
     *
     * @param from the first of them
     * @param to the one behind the last
     */
    void found(byte[] bytes, int from, int to);
  }

  private final byte[] bytes;
  private final int limit;
  private final long salt;
  private final Damage damage;
  private int at;
  private long position;
  private int length;
  private final long wanted;
  private long failedBytes;

  /** The position of the last whole record before what is looked at now; -1 if there was none. */
  private long last = -1;

  /**
   * A part of a segment.
   *
   * @param bytes holds it
   * @param from where its first record begins
   * @param limit where it ends
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(byte[] bytes, int from, int limit) {
    static Part whole(byte[] segment) {
      return new Part(segment, HEADER_BYTES, segment.length);
    }
  }

  /**
   * Stands before the first record.
   *
   * @param wanted the first position that counts; what is before it is acknowledged
   */
  SegmentScan(Part part, long wanted, long salt, Damage damage) {
    this.bytes = part.bytes();
    this.at = part.from();
    this.limit = part.limit();
    this.wanted = wanted;
    this.salt = salt;
    this.damage = damage;
  }

  /** Goes to the next whole record that counts; returns whether there is one. */
  boolean next() {
    int damagedFrom = -1;
    while (at + RECORD_HEADER_BYTES <= limit) {
      if (isWhole()) {
        int end = at;
        at += RecordFormat.sizeOf(length);
        if (position >= wanted) {
          if (damagedFrom >= 0 && (last < 0 || !isEnd(damagedFrom))) {
            damage.found(bytes, damagedFrom, end);
          }
          last = position;
          return true;
        }
        last = damagedFrom < 0 ? position : last; // acknowledged, or of an earlier use
      } else {
        damagedFrom = damagedFrom < 0 ? at : damagedFrom;
        at += ALIGNMENT;
      }
    }
    if (damagedFrom >= 0 && !isEnd(damagedFrom)) {
      damage.found(bytes, damagedFrom, endOfDamage(damagedFrom));
    }
    return false;
  }

  private boolean isWhole() {
    length = ~(int) INT_IN_ARRAY.get(bytes, at);
    if (length < 0 || length > limit - at - RECORD_HEADER_BYTES) {
      return false;
    }
    position = (long) LONG_IN_ARRAY.get(bytes, at + Long.BYTES);
    if (position >>> MAX_POSITION_BITS != 0 || failedBytes > MAX_FAILED_BYTES) {
      return false;
    }
    int checksum = RecordFormat.checksum(bytes, at + RECORD_HEADER_BYTES, length);
    int stored = (int) INT_IN_ARRAY.get(bytes, at + Integer.BYTES);
    boolean whole = stored == RecordFormat.bind(checksum, position, salt);
    failedBytes += whole ? 0 : length;
    return whole;
  }

  /** Returns whether the record before is the last, as the mark behind it says. */
  private boolean isEnd(int from) {
    int word = (int) INT_IN_ARRAY.get(bytes, from);
    return last < 0 ? word >= 0 : word == RecordFormat.mark(last + 1, salt);
  }

  private int endOfDamage(int from) {
    int end = limit;
    while (end > from + ALIGNMENT && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  /** Returns the byte behind the record. */
  int at() {
    return at;
  }

  /** Returns the position of the record. */
  long position() {
    return position;
  }

  int length() {
    return length;
  }

  /** Returns a copy of the record's bytes. */
  byte[] record() {
    byte[] record = new byte[length];
    System.arraycopy(
        bytes, at - RecordFormat.sizeOf(length) + RECORD_HEADER_BYTES, record, 0, length);
    return record;
  }
}
