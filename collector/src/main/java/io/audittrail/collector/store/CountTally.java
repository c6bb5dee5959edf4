package io.audittrail.collector.store;

import io.audittrail.collector.store.CountExceededException.Bound;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Adds up a count for a store, and keeps its bounds; the time runs from when it is made. Not safe
 * for use by several threads.
 */
public final class CountTally {
  private final CountQuery query;
  private final long deadlineNanos;
  private final SortedMap<Long, Long> buckets = new TreeMap<>();
  private final Map<String, Long> groups = new HashMap<>();
  private long total;
  private long none;

  /** Makes a tally of nothing. */
  public CountTally(CountQuery query) {
    this.query = query;
    this.deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(query.bounds().millis());
  }

  /** Returns what is counted. */
  public CountQuery query() {
    return query;
  }

  /**
   * Counts an event, which matches.
   *
   * @throws CountExceededException if there are too many buckets or groups
   */
  public void add(EventRecord event) {
    total++;
    if (query.buckets() != null) {
      addToBucket(query.buckets().number(event.occurredAtMicros()), 1);
    }
    if (query.groupBy() != null) {
      Set<String> names = query.groupBy().groups(event);
      names.forEach(name -> addToGroup(name, 1));
      none += names.isEmpty() ? 1 : 0;
    }
  }

  /** Counts events in all; their buckets and groups are to be added too. */
  public void addToTotal(long events) {
    total += events;
  }

  /**
   * Counts events of a bucket, at least one.
   *
   * @throws CountExceededException if there are too many buckets
   */
  public void addToBucket(long number, long events) {
    buckets.merge(number, events, Long::sum);
    if (buckets.size() > query.bounds().buckets()) {
      throw new CountExceededException(Bound.BUCKETS, total);
    }
  }

  /**
   * Counts events of a group, at least one.
   *
   * @throws CountExceededException if there are too many groups
   */
  public void addToGroup(String name, long events) {
    groups.merge(name, events, Long::sum);
    requireGroups(groups.size());
  }

  /**
   * Checks a number of groups that is not added yet.
   *
   * @throws CountExceededException if it is too many
   */
  public void requireGroups(int count) {
    if (count > query.bounds().groups()) {
      throw new CountExceededException(Bound.GROUPS, total);
    }
  }

  /** Counts events that are in no group. */
  public void addToNone(long events) {
    none += events;
  }

  /**
   * Checks how long it has taken.
   *
   * @throws CountExceededException if it is too long
   */
  public void requireTime() {
    if (System.nanoTime() - deadlineNanos > 0) {
      throw new CountExceededException(Bound.MILLIS, total);
    }
  }

  /** Returns what was counted. */
  public EventCount count() {
    return new EventCount(
        total, Collections.unmodifiableSortedMap(buckets), Map.copyOf(groups), none);
  }
}
