package io.audittrail.benchmarks.report;

/**
 * What a figure should be.
 *
 * @param atMost whether the bound is the greatest that is fine, else it is the least
 */
public record Target(double bound, boolean atMost) {
  /** Makes a target that everything up to a bound reaches. */
  public static Target atMost(double bound) {
    return new Target(bound, true);
  }

  /** Makes a target that everything from a bound on reaches. */
  public static Target atLeast(double bound) {
    return new Target(bound, false);
  }

  boolean isReachedBy(double value) {
    return atMost ? value <= bound : value >= bound;
  }

  String text() {
    return (atMost ? "≤ " : "≥ ") + Figure.text(bound);
  }
}
