package io.audittrail.collector.application;

import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.Position;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Which events of an application a client walks over, and how far it has come.
 *
 * @param startMicros the first exact time, inclusive
 * @param endMicros the last exact time, exclusive
 * @param types the types of events; null for all
 * @param snapshot the sequence number of the last event that the walk shows
 * @param after the place of the last event that was answered; null if there was none
 */
record Walk(
    long startMicros,
    long endMicros,
    @Nullable SortedSet<String> types,
    Order order,
    long snapshot,
    @Nullable Position after) {
  /** Returns the same walk at another place. */
  Walk at(Position position) {
    return new Walk(startMicros, endMicros, types, order, snapshot, position);
  }

  boolean reverse() {
    return order == Order.DESCENDING;
  }
}
