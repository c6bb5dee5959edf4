package io.audittrail.delivery.send;

import java.util.random.RandomGenerator;

/**
 * The delays between retries: a random part (full jitter) of a bound that doubles with each retry.
 */
final class Backoff {
  private final RetryDelays delays;
  private final RandomGenerator random;
  private long boundMillis;

  Backoff(RetryDelays delays, RandomGenerator random) {
    this.delays = delays;
    this.random = random;
    this.boundMillis = delays.minMillis();
  }

  /** Returns the next delay in milliseconds, 0 to the bound. */
  long nextMillis() {
    long bound = boundMillis;
    boundMillis = Math.min(delays.maxMillis(), bound * 2);
    return random.nextLong(bound + 1);
  }

  /** Makes the next delay a first one. */
  void reset() {
    boundMillis = delays.minMillis();
  }
}
