package io.audittrail.collector.store;

import org.jspecify.annotations.Nullable;

/**
 * Which events to read.
 *
 * @param viewer the tenant whose events to read: those of its actors and those that name it; null
 *     for the events of all tenants
 * @param filter what else the events must be like
 * @param order in which order to read them
 * @param fromMicros the first exact time, inclusive
 * @param untilMicros the last exact time, exclusive
 * @param after where the page before ended, in the order of the request; null for the first page
 * @param limit the most events to return, at least 1
 * @param snapshot the last sequence number to see, so that a walk shows the store as it was when it
 *     began
 */
public record PageRequest(
    @Nullable String viewer,
    EventFilter filter,
    Order order,
    long fromMicros,
    long untilMicros,
    @Nullable Position after,
    int limit,
    long snapshot) {
  /** Asks for events of every kind, in ascending order. */
  public PageRequest(
      @Nullable String viewer,
      long fromMicros,
      long untilMicros,
      @Nullable Position after,
      int limit,
      long snapshot) {
    this(
        viewer, EventFilter.NONE, Order.ASCENDING, fromMicros, untilMicros, after, limit, snapshot);
  }
}
