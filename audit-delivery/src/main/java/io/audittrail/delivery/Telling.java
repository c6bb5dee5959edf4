package io.audittrail.delivery;

import io.audittrail.delivery.send.RateLimit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells a listener how many times something went wrong: the first time at once, after that at most
 * every ten seconds with the number since. Safe for use by any thread.
 */
final class Telling {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final String what;
  private final DeliveryListener listener;
  private final RateLimit limit = new RateLimit(PERIOD);
  private final AtomicLong untold = new AtomicLong();
  private volatile String lastDetail = "";

  /**
   * Makes one.
   *
   * @param what what went wrong, to follow a number: {@code "events were dropped"}
   */
  Telling(String what, DeliveryListener listener) {
    this.what = what;
    this.listener = listener;
  }

  /** It went wrong. */
  void happened(long count, String detail) {
    lastDetail = detail;
    untold.addAndGet(count);
    tellIfDue();
  }

  /** Tells what is untold if its time has come. */
  void tellIfDue() {
    if (untold.get() > 0 && limit.tryAcquire()) {
      tell();
    }
  }

  /** Tells what is untold. */
  void tell() {
    long count = untold.getAndSet(0);
    if (count > 0) {
      listener.warn(count + " " + what + " (the last: " + lastDetail + ")", null);
    }
  }

  /** Returns the nanoseconds until there is something to tell; the largest number if never. */
  long waitNanos() {
    return untold.get() > 0 ? limit.waitNanos() : Long.MAX_VALUE;
  }
}
