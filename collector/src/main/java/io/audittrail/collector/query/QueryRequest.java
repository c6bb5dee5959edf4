package io.audittrail.collector.query;

import io.audittrail.collector.query.filter.QueryFilter;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks for.
 *
 * @param limit the most events of a page, as the client gave it or by default; at least 1
 * @param continuation where the page begins; null for the first
 * @param filter which events, and in which order
 */
record QueryRequest(int limit, @Nullable String continuation, QueryFilter filter) {
  /** Events per page where the client names no limit (contract A). */
  static final int DEFAULT_LIMIT = 128;

  /** The most events per page; larger limits mean this one. */
  static final int MAX_LIMIT = 1_000;
}
