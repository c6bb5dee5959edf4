package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.sqlite.run.ListId;
import java.sql.SQLException;
import java.util.Arrays;

/** Goes through a part of one list of a run, in an order, and never back. */
final class ListCursor {
  static final int END = -1;

  private final RunReader run;
  private final ListId list;
  private final RankRange range;
  private int[] ranks = {};
  private int index;
  private int current;

  /** Makes a cursor at the first rank of the range. */
  ListCursor(RunReader run, ListId list, RankRange range) throws SQLException {
    this.run = run;
    this.list = list;
    this.range = range;
    read(range.order() == Order.ASCENDING ? range.from() : range.until() - 1);
  }

  /** Returns the rank at which the cursor is, or {@link #END}. */
  int current() {
    return current;
  }

  /** Goes to the first rank that is the target or behind it, if it is not there already. */
  void advanceTo(int target) throws SQLException {
    if (current == END || !range.isBefore(current, target)) {
      return;
    }
    boolean ascending = range.order() == Order.ASCENDING;
    int last = ascending ? ranks[ranks.length - 1] : ranks[0];
    if (range.isBefore(last, target)) {
      read(target);
    } else {
      int at =
          ascending
              ? Arrays.binarySearch(ranks, index, ranks.length, target)
              : Arrays.binarySearch(ranks, 0, index, target);
      set(at >= 0 ? at : ascending ? -at - 1 : -at - 2);
    }
  }

  private void read(int target) throws SQLException {
    boolean ascending = range.order() == Order.ASCENDING;
    int[] next =
        ascending
            ? run.index().ranksFrom(run.run(), list, target)
            : run.index().ranksTo(run.run(), list, target);
    if (next == null) {
      current = END;
      return;
    }
    ranks = next;
    int at = Arrays.binarySearch(ranks, target);
    set(at >= 0 ? at : ascending ? -at - 1 : -at - 2);
  }

  private void set(int at) {
    index = at;
    current = range.contains(ranks[at]) ? ranks[at] : END;
  }
}
