package io.audittrail.delivery.spool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * Knows when a batch is due, and lets the one thread that sends wait for it. Every method is called
 * under the lock of its gate.
 */
final class DueBatch {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Spool spool;
  private final BatchLimits limits;
  private final Condition due;

  /** Whether every record that is there has been read, so that the next one starts a batch. */
  private boolean allRead;

  private long oldestNanos = System.nanoTime();
  private long flushTo;
  private int hurries;
  private boolean woken;
  private boolean waits;

  DueBatch(Spool spool, BatchLimits limits, Condition due) {
    this.spool = spool;
    this.limits = limits;
    this.due = due;
    this.allRead = isEmpty();
  }

  /** A record was appended; a pause between attempts goes on. */
  void appended() {
    if (allRead) {
      allRead = false;
      oldestNanos = System.nanoTime();
      signalOnce();
    } else if (waits && isFull()) {
      signalOnce();
    }
  }

  private void signalOnce() {
    if (waits) {
      waits = false;
      due.signal();
    }
  }

  /** Everything up to the given position is due. */
  void flushTo(long position) {
    flushTo = Math.max(flushTo, position);
    due.signal();
  }

  /** Everything is due until {@link #calm()} is called as often. */
  void hurry() {
    hurries++;
    due.signal();
  }

  void calm() {
    hurries--;
  }

  /** Ends the current or the next wait of the thread that sends. */
  void wake() {
    woken = true;
    due.signal();
  }

  /** A batch was read; it ends at the given position. */
  void read(long end) {
    allRead = end == spool.end();
  }

  boolean isAllRead() {
    return allRead;
  }

  /** Waits until a batch is due; returns false if the time was over first, or it was woken. */
  boolean await(long maxWaitNanos) throws InterruptedException {
    try {
      long end = System.nanoTime() + Math.min(maxWaitNanos, LONGEST_WAIT_NANOS);
      while (!isDue()) {
        long now = System.nanoTime();
        long wait = end - now;
        if (!isEmpty()) {
          wait = Math.min(wait, oldestNanos + limits.delayNanos() - now);
        }
        if (woken || end - now <= 0) {
          woken = false;
          return false;
        }
        waits = true;
        due.awaitNanos(wait);
      }
      return true;
    } finally {
      waits = false;
    }
  }

  /** Waits the given time, or until it is woken. */
  void pause(long nanos) throws InterruptedException {
    long remaining = nanos;
    while (remaining > 0 && !woken) {
      remaining = due.awaitNanos(remaining);
    }
    woken = false;
  }

  private boolean isEmpty() {
    return spool.start() == spool.end();
  }

  private boolean isFull() {
    return spool.end() - spool.start() >= limits.events() || spool.bytes() >= limits.bytes();
  }

  private boolean isDue() {
    return !isEmpty()
        && (hurries > 0
            || spool.start() < flushTo
            || isFull()
            || System.nanoTime() - oldestNanos >= limits.delayNanos());
  }
}
