package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.Order;

/**
 * Some consecutive ranks, in an order.
 *
 * @param from the lowest, inclusive
 * @param until the highest, exclusive
 */
record RankRange(int from, int until, Order order) {
  boolean contains(int rank) {
    return rank >= from && rank < until;
  }

  /** Returns whether one rank comes before another one in the order. */
  boolean isBefore(int rank, int other) {
    return order == Order.ASCENDING ? rank < other : rank > other;
  }

  /** Returns the rank that comes next in the order. */
  int after(int rank) {
    return order == Order.ASCENDING ? rank + 1 : rank - 1;
  }
}
