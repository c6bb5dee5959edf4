package io.audittrail.collector.store;

/** Thrown when a count is over one of its bounds. */
public final class CountExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Bound bound;
  private final long total;

  /** A bound of a count. */
  public enum Bound {
    /** {@link CountQuery.Bounds#buckets}. */
    BUCKETS,
    /** {@link CountQuery.Bounds#groups}. */
    GROUPS,
    /** {@link CountQuery.Bounds#millis}. */
    MILLIS
  }

  /**
   * Makes an exception.
   *
   * @param total how many events had been counted by then
   */
  public CountExceededException(Bound bound, long total) {
    super("the bound on " + bound + " was exceeded after " + total + " events");
    this.bound = bound;
    this.total = total;
  }

  /** Returns which bound it is. */
  public Bound bound() {
    return bound;
  }

  /** Returns how many events had been counted by then. */
  public long total() {
    return total;
  }
}
