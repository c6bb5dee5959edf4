package io.audittrail.collector.query;

import org.jspecify.annotations.Nullable;

/**
 * What a query asks for.
 *
 * @param limit the most events of a page, as the client gave it or by default; at least 1
 * @param continuation where the page begins; null for the first
 * @param minimum the filter's least shown time as the client spelled it
 * @param maximum the filter's first shown time that does not match, as the client spelled it
 * @param window what the filter means
 */
record QueryRequest(
    int limit,
    @Nullable String continuation,
    @Nullable String minimum,
    @Nullable String maximum,
    Window window) {
  /** Events per page where the client names no limit (contract A). */
  static final int DEFAULT_LIMIT = 128;

  /** The most events per page; larger limits mean this one. */
  static final int MAX_LIMIT = 1_000;
}
