package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.CountQuery;
import io.audittrail.collector.store.CountTally;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.sqlite.index.IndexSnapshot;
import io.audittrail.collector.store.sqlite.run.ListId;
import io.audittrail.collector.store.sqlite.run.Run;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events that are in the index, without reading any: one run after the other, each as a
 * set of ranks.
 */
public final class IndexCount {
  private final IndexSnapshot index;
  private final CountTally tally;
  private final CountQuery query;
  private final List<List<ListId>> conditions;
  private final @Nullable IndexGroups groups;

  /** Makes a count into a tally. Conditions on attributes are not looked at. */
  public IndexCount(IndexSnapshot index, CountTally tally) throws SQLException {
    this.index = index;
    this.tally = tally;
    this.query = tally.query();
    this.conditions = Conditions.all(index, query.viewer(), query.filter());
    this.groups = query.groupBy() == null ? null : new IndexGroups(index, tally, query.groupBy());
  }

  /** Returns whether the index knows all that a filter asks. */
  public static boolean canTell(EventFilter filter) {
    return filter.attributes().isEmpty() && filter.text() == null;
  }

  /** Counts. */
  public void count() throws SQLException {
    for (Run run : index.runs()) {
      if (run.firstSequence() <= query.snapshot()) {
        count(new RunReader(index, run, sequence -> new byte[0]));
        tally.requireTime();
      }
    }
    if (groups != null) {
      groups.end();
    }
  }

  private void count(RunReader run) throws SQLException {
    int from = run.rankFrom(query.fromMicros());
    int until = run.rankFrom(query.untilMicros());
    if (from >= until) {
      return;
    }
    RankRange range = new RankRange(from, until, Order.ASCENDING);
    RankSet set = RankSet.of(run, range, conditions).through(run, query.snapshot());
    tally.addToTotal(set.size());
    if (query.buckets() != null) {
      countBuckets(run, set, query.buckets());
    }
    if (groups != null) {
      groups.count(run, set);
    }
  }

  private void countBuckets(RunReader run, RankSet set, CountQuery.Buckets buckets)
      throws SQLException {
    int rank = set.next(set.range().from());
    while (rank >= 0) {
      long number = buckets.number(run.micros(rank));
      int until = Math.min(run.rankFrom(buckets.start(number + 1)), set.range().until());
      tally.addToBucket(number, set.size(rank, until));
      tally.requireTime();
      rank = until < set.range().until() ? set.next(until) : -1;
    }
  }
}
