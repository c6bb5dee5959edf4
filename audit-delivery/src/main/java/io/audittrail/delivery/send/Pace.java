package io.audittrail.delivery.send;

import java.util.concurrent.TimeUnit;

/**
 * Spreads what has piled up while a collector took nothing, so that many applications do not
 * flatten one that has just come back: at most twenty batches a second, or as many more as it takes
 * to be done in a minute. What came in later is not held back. Not safe for use by several threads.
 */
final class Pace {
  /** At most twenty batches a second. */
  static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private long until = -1;
  private long records;
  private long nextNanos;

  /**
   * A collector takes records again.
   *
   * @param end the position behind what has piled up
   * @param count how many records that are
   */
  void begin(long end, long count) {
    until = count > 0 ? end : -1;
    records = count;
    nextNanos = System.nanoTime();
  }

  /**
   * A batch was delivered.
   *
   * @param end the position behind it
   * @param size how many records it had
   */
  void delivered(long end, int size) {
    if (end >= until) {
      until = -1;
      return;
    }
    nextNanos =
        System.nanoTime() + Math.min(BATCH_NANOS, (long) ((double) LONGEST_NANOS * size / records));
  }

  /** Returns whether something that has piled up is left. */
  boolean isHolding() {
    return until >= 0;
  }

  /** Returns the nanoseconds until the next batch may go; 0 if it may go now. */
  long waitNanos() {
    return isHolding() ? Math.max(0, nextNanos - System.nanoTime()) : 0;
  }
}
