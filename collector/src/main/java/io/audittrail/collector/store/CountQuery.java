package io.audittrail.collector.store;

import org.jspecify.annotations.Nullable;

/**
 * Which events to count, and how.
 *
 * @param viewer the tenant whose events to count: those of its actors and those that name it; null
 *     for the events of all tenants
 * @param filter what else the events must be like
 * @param fromMicros the first exact time, inclusive
 * @param untilMicros the last exact time, exclusive
 * @param snapshot the last sequence number to see
 * @param buckets how time is divided; null for no buckets
 * @param groupBy what the events of a group have in common; null for no groups
 * @param bounds what is too much
 */
public record CountQuery(
    @Nullable String viewer,
    EventFilter filter,
    long fromMicros,
    long untilMicros,
    long snapshot,
    @Nullable Buckets buckets,
    @Nullable GroupBy groupBy,
    Bounds bounds) {

  /**
   * A division of time.
   *
   * @param lengthMicros how long a bucket is, at least 1
   * @param shiftMicros what is added to an exact time before it is divided, such as half a second
   *     to divide by rounded times
   */
  public record Buckets(long lengthMicros, long shiftMicros) {
    /** Returns the number of the bucket of an exact time. */
    public long number(long micros) {
      return Math.floorDiv(micros + shiftMicros, lengthMicros);
    }

    /** Returns the first exact time of a bucket. */
    public long start(long number) {
      return number * lengthMicros - shiftMicros;
    }
  }

  /**
   * What a count may come to; beyond it nothing is answered.
   *
   * @param buckets the most buckets that are not empty
   * @param groups the most groups
   * @param millis how long it may take
   */
  public record Bounds(int buckets, int groups, long millis) {}
}
