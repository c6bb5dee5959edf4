package io.audittrail.delivery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does, with a bound. */
public final class Eventually {
  private static final long BOUND_NANOS = Duration.ofSeconds(20).toNanos();

  private Eventually() {}

  /** Waits until the condition holds; fails the test after twenty seconds. */
  public static void eventually(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + BOUND_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited in vain for: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
