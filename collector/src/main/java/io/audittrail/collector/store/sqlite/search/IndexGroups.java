package io.audittrail.collector.store.sqlite.search;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.CountTally;
import io.audittrail.collector.store.GroupBy;
import io.audittrail.collector.store.sqlite.index.IndexSnapshot;
import io.audittrail.collector.store.sqlite.run.ListId;
import io.audittrail.collector.store.sqlite.run.ListKey;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Counts events in groups: each list of a kind is a group. */
final class IndexGroups {
  private final IndexSnapshot index;
  private final CountTally tally;
  private final GroupBy groupBy;
  private final Map<Integer, Long> groups = new HashMap<>();

  IndexGroups(IndexSnapshot index, CountTally tally, GroupBy groupBy) {
    this.index = index;
    this.tally = tally;
    this.groupBy = groupBy;
  }

  /** Counts some events of a run. */
  void count(RunReader run, RankSet set) throws SQLException {
    switch (groupBy) {
      case TYPE -> countLists(run, set, ListKey.TYPE);
      case ACTOR -> countLists(run, set, ListKey.ACTOR_USER);
      case TENANT -> {
        countLists(run, set, ListKey.ACTOR_TENANT);
        countOtherTenants(run, set);
      }
      default -> {
        ResourceKind kind = groupBy.resource().orElseThrow();
        BitSet named = new BitSet(set.range().until());
        countRanks(run, set, ListKey.kind(kind), (list, rank) -> named.set(rank));
        tally.addToNone(set.size() - named.cardinality());
      }
    }
  }

  /** Says that all runs were counted. */
  void end() throws SQLException {
    for (Map.Entry<Integer, Long> group : groups.entrySet()) {
      tally.addToGroup(index.value(group.getKey()), group.getValue());
    }
  }

  private void add(int list, long events) {
    if (events > 0) {
      groups.merge(list, events, Long::sum);
      tally.requireGroups(groups.size());
    }
  }

  private void countLists(RunReader run, RankSet set, int kind) throws SQLException {
    if (set.isAll() && set.size() == run.run().events()) {
      index.countLists(run.run(), kind, this::add);
    } else {
      countRanks(run, set, kind, (list, rank) -> {});
    }
  }

  @FunctionalInterface
  private interface RankConsumer {
    void accept(int list, int rank);
  }

  private void countRanks(RunReader run, RankSet set, int kind, RankConsumer consumer)
      throws SQLException {
    index.readLists(
        run.run(),
        kind,
        (list, ranks) -> {
          long events = 0;
          for (int rank : ranks) {
            if (set.contains(rank)) {
              events++;
              consumer.accept(list, rank);
            }
          }
          add(list, events);
          tally.requireTime();
          return true;
        });
  }

  /** Counts the tenants that events name, but not where the actor is of the same tenant. */
  private void countOtherTenants(RunReader run, RankSet set) throws SQLException {
    Map<Integer, BitSet> acted = new HashMap<>();
    index.readLists(
        run.run(),
        ListKey.kind(ResourceKind.TENANT),
        (list, ranks) -> {
          BitSet counted = acted.get(list);
          if (counted == null) {
            acted.clear(); // the lists come one after the other
            counted = acted(run, list);
            acted.put(list, counted);
          }
          long events = 0;
          for (int rank : ranks) {
            events += set.contains(rank) && !counted.get(rank) ? 1 : 0;
          }
          add(list, events);
          tally.requireTime();
          return true;
        });
  }

  /** Returns the events whose actor is of a tenant that is given by the list of its mentions. */
  private BitSet acted(RunReader run, int list) throws SQLException {
    BitSet acted = new BitSet();
    int number = index.list(new ListKey(ListKey.ACTOR_TENANT, index.value(list)));
    if (number != 0) {
      index.readList(
          run.run(),
          new ListId(ListKey.ACTOR_TENANT, number),
          0,
          (same, ranks) -> {
            for (int rank : ranks) {
              acted.set(rank);
            }
            return true;
          });
    }
    return acted;
  }
}
