package io.audittrail.collector.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Logs what can go wrong with every request once a second at most, and says how often it was left
 * out. Safe for use by any thread.
 */
public final class PacedLog {
  private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Logger logger;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
  private final AtomicLong leftOut = new AtomicLong();

  /** Makes a log that writes to the given one. */
  public PacedLog(Logger logger) {
    this.logger = logger;
  }

  /** Logs a failure as a warning, without its stack trace. */
  public void warn(String what, Throwable failure) {
    if (isTime()) {
      logger.warn("{}: {}{}", what, failure, omitted());
    }
  }

  /** Logs a defect with its stack trace. */
  public void error(String what, Throwable failure) {
    if (isTime()) {
      logger.error(what + omitted(), failure);
    }
  }

  private boolean isTime() {
    long now = System.nanoTime();
    long next = nextNanos.get();
    boolean time = now - next >= 0 && nextNanos.compareAndSet(next, now + PACE_NANOS);
    if (!time) {
      leftOut.incrementAndGet();
    }
    return time;
  }

  private String omitted() {
    long count = leftOut.getAndSet(0);
    return count == 0 ? "" : " (" + count + " more before)";
  }
}
