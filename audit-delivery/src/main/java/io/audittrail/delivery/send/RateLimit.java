package io.audittrail.delivery.send;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets something happen at once the first time, and after that at most once in a given time. Safe
 * for use by any thread.
 */
public final class RateLimit {
  private final long periodNanos;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

  /** Makes a limit of once in the given time. */
  public RateLimit(Duration period) {
    this.periodNanos = period.toNanos();
  }

  /** Returns whether it may happen now; if so, it counts as having happened. */
  public boolean tryAcquire() {
    long next = nextNanos.get();
    long now = System.nanoTime();
    return now - next >= 0 && nextNanos.compareAndSet(next, now + periodNanos);
  }

  /** Returns the nanoseconds until it may happen; 0 if it may happen now. */
  public long waitNanos() {
    return Math.max(0, nextNanos.get() - System.nanoTime());
  }
}
