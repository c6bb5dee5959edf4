package io.audittrail.benchmarks.report;

import java.util.Arrays;

/** How long the most took. */
public final class Shares {
  private Shares() {}

  /** Returns in milliseconds within how many nanoseconds a share (0.99, say) of them ended. */
  public static double millis(long[] nanos, double share) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int place = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, place)] / 1e6;
  }
}
