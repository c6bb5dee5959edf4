package io.audittrail.collector.query.count;

import io.audittrail.collector.query.filter.QueryFilter;
import io.audittrail.collector.store.GroupBy;
import org.jspecify.annotations.Nullable;

/**
 * What is to be counted, and how.
 *
 * @param filter which events; its order makes no difference
 * @param bucketSeconds the length of a bucket of time; null if there are none
 * @param by what a group has in common; null if there are no groups
 * @param top the most groups that are listed, at least 1
 */
record CountRequest(
    QueryFilter filter, @Nullable Long bucketSeconds, @Nullable GroupBy by, int top) {
  /** Groups where the client does not say how many. */
  static final int DEFAULT_TOP = 20;

  /** The most groups that can be asked for. */
  static final int MAX_TOP = 1_000;
}
