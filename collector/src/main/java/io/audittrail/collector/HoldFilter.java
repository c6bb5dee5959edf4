package io.audittrail.collector;

import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.filter.QueryFilter;
import io.audittrail.collector.query.filter.QueryFilterReader;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.MalformedBodyException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** The filter of a hold: that of a query, without its order. */
final class HoldFilter {
  private HoldFilter() {}

  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException if it is none
   */
  static QueryFilter read(String json) {
    try {
      return QueryFilterReader.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (Refusal | MalformedBodyException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns what tells whether an event is held, as a collector answers a query. */
  static Predicate<EventRecord> test(String json) {
    return read(json).test();
  }
}
