package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.sqlite.run.ListId;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a run that are to be counted: all of a range of ranks, or some of it. */
final class RankSet {
  private final RankRange range;
  private final @Nullable BitSet some;

  private RankSet(RankRange range, @Nullable BitSet some) {
    this.range = range;
    this.some = some;
  }

  /** Returns the events of a range that are in one of the lists of every condition. */
  static RankSet of(RunReader run, RankRange range, List<List<ListId>> conditions)
      throws SQLException {
    BitSet some = null;
    for (List<ListId> lists : conditions) {
      BitSet union = new BitSet(range.until());
      for (ListId list : lists) {
        addList(run, list, range, union);
      }
      if (some == null) {
        some = union;
      } else {
        some.and(union);
      }
    }
    return new RankSet(range, some);
  }

  private static void addList(RunReader run, ListId list, RankRange range, BitSet set)
      throws SQLException {
    run.index()
        .readList(
            run.run(),
            list,
            range.from(),
            (number, ranks) -> {
              for (int rank : ranks) {
                if (range.contains(rank)) {
                  set.set(rank);
                }
              }
              return ranks[ranks.length - 1] < range.until();
            });
  }

  /** Returns those of the events that were committed up to a sequence number. */
  RankSet through(RunReader run, long snapshot) throws SQLException {
    if (run.run().lastSequence() <= snapshot) {
      return this;
    }
    BitSet seen = new BitSet(range.until());
    for (int rank = next(range.from()); rank >= 0; rank = next(rank + 1)) {
      if (run.sequence(rank) <= snapshot) {
        seen.set(rank);
      }
    }
    return new RankSet(range, seen);
  }

  /** Returns whether it is all events of its range. */
  boolean isAll() {
    return some == null;
  }

  RankRange range() {
    return range;
  }

  boolean contains(int rank) {
    return some == null ? range.contains(rank) : some.get(rank);
  }

  /** Returns the first rank from the given one on; -1 if there is none. */
  int next(int rank) {
    if (some == null) {
      return rank < range.until() ? rank : -1;
    }
    return some.nextSetBit(rank);
  }

  /** Returns how many there are. */
  int size() {
    return some == null ? range.until() - range.from() : some.cardinality();
  }

  /** Returns how many there are with ranks from the first one up to the second one, exclusive. */
  int size(int from, int until) {
    return some == null ? until - from : some.get(from, until).cardinality();
  }
}
