package io.audittrail.collector.application;

import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param startMicros the first exact time; null if it was not given
 * @param endMicros the first exact time that does not match; null if it was not given
 * @param types the types of events; null for all
 * @param reverse whether the newest come first; null if it was not given
 * @param limit the most events of a page, 1 to {@link #MAX_LIMIT}
 * @param cursor where the page begins; null for the first
 */
record EventsRequest(
    @Nullable Long startMicros,
    @Nullable Long endMicros,
    @Nullable SortedSet<String> types,
    @Nullable Boolean reverse,
    int limit,
    @Nullable String cursor) {
  /** The most events per page, also where the client names no limit; larger limits mean this. */
  static final int MAX_LIMIT = 1_000;
}
