package io.audittrail.event;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes event ids: 128 bits in the layout of a UUID version 7 (RFC 9562), strictly increasing.
 *
 * <p>The upper half is the time to 1/4096 of a millisecond (RFC 9562, section 6.2, method 3),
 * raised by one step where that would not increase: no two ids share it, and a clock that is set
 * back does not turn the order around. Beyond four million ids a second the ids run ahead of the
 * clock until it catches up. The lower half is random, so that processes do not share ids.
 *
 * <p>Safe for use by any thread.
 */
final class EventIds {
  /** The ids of this process. */
  static final EventIds OF_PROCESS = new EventIds();

  private static final int FRACTION_BITS = 12;
  private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

  /** The JDK seeds its fast random numbers with the time, which processes may share. */
  private static final long PROCESS = new SecureRandom().nextLong();

  private final AtomicLong last = new AtomicLong();

  /**
   * Returns the upper half of the next id.
   *
   * @param nowMicros what the clock says, in microseconds since 1970
   */
  long nextHigh(long nowMicros) {
    long millis = nowMicros / 1_000;
    long fraction = ((nowMicros % 1_000) << FRACTION_BITS) / 1_000;
    long wanted = (millis << FRACTION_BITS) | fraction;
    long previous;
    long next;
    do {
      previous = last.get();
      next = Math.max(wanted, previous + 1);
    } while (!last.compareAndSet(previous, next));
    return ((next >>> FRACTION_BITS) << 16) | VERSION_7 | (next & FRACTION_MASK);
  }

  /** Returns the lower half of an id. */
  static long nextLow() {
    return ((ThreadLocalRandom.current().nextLong() ^ PROCESS) & VARIANT_MASK) | VARIANT;
  }
}
