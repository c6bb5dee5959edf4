package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.sqlite.run.ListId;
import java.sql.SQLException;
import java.util.List;
import java.util.PriorityQueue;

/** Goes through the ranks that are in at least one of several lists of a run, each once. */
final class Union {
  private final PriorityQueue<ListCursor> cursors;
  private final RankRange range;

  Union(RunReader run, List<ListId> lists, RankRange range) throws SQLException {
    this.range = range;
    this.cursors =
        new PriorityQueue<>(
            (a, b) ->
                a.current() == b.current() ? 0 : range.isBefore(a.current(), b.current()) ? -1 : 1);
    for (ListId list : lists) {
      add(new ListCursor(run, list, range));
    }
  }

  private void add(ListCursor cursor) {
    if (cursor.current() != ListCursor.END) {
      cursors.add(cursor);
    }
  }

  /** Returns the rank at which it is, or {@link ListCursor#END}. */
  int current() {
    ListCursor first = cursors.peek();
    return first == null ? ListCursor.END : first.current();
  }

  /** Goes to the first rank that is the target or behind it, if it is not there already. */
  void advanceTo(int target) throws SQLException {
    while (current() != ListCursor.END && range.isBefore(current(), target)) {
      ListCursor cursor = cursors.remove();
      cursor.advanceTo(target);
      add(cursor);
    }
  }
}
