package io.audittrail.collector.store;

import java.util.Map;
import java.util.SortedMap;

/**
 * How many events there are.
 *
 * @param total all of them
 * @param buckets those of each bucket that is not empty, by its number; see {@link
 *     CountQuery.Buckets}
 * @param groups those of each group; an event counts in each group that it is in
 * @param none those that are in no group; 0 if there was nothing to group by
 */
public record EventCount(
    long total, SortedMap<Long, Long> buckets, Map<String, Long> groups, long none) {}
