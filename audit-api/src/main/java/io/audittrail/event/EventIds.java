package io.audittrail.event;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes event ids: 128 bits in the layout of a UUID version 7 (RFC 9562), increasing within the
 * process.
 *
 * <p>The upper half is the time to 1/4096 of a millisecond, raised by one where that would not
 * increase: no two events of a process share it, and a clock that is set back does not turn the
 * order around. The lower half is random, so that no two processes share an id.
 */
final class EventIds {
  private static final int FRACTION_BITS = 12;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

  /** Makes the ids of two processes that start in the same instant differ for certain. */
  private static final long PROCESS = new SecureRandom().nextLong();

  private static final AtomicLong LAST = new AtomicLong();

  private EventIds() {}

  /** Returns the upper half of the next id for an event at the given time. */
  static long nextHigh(long timeMicros) {
    long millis = timeMicros / 1_000;
    long fraction = ((timeMicros % 1_000) << FRACTION_BITS) / 1_000;
    long wanted = (millis << FRACTION_BITS) | fraction;
    long previous;
    long next;
    do {
      previous = LAST.get();
      next = Math.max(wanted, previous + 1);
    } while (!LAST.compareAndSet(previous, next));
    return ((next >>> FRACTION_BITS) << 16) | VERSION_7 | (next & 0xFFF);
  }

  /** Returns the lower half of an id. */
  static long nextLow() {
    return ((ThreadLocalRandom.current().nextLong() ^ PROCESS) & VARIANT_MASK) | VARIANT;
  }
}
