package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.sqlite.run.ListId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the ranks of a run that are in every one of several unions of lists, going through all of
 * them at the same time: each jumps to where the others are, so a rare value leads and a common one
 * is hardly read.
 */
final class RunSearch {
  private final List<Union> unions = new ArrayList<>();
  private final RankRange range;
  private boolean givenUp;

  RunSearch(RunReader run, List<List<ListId>> conditions, RankRange range) throws SQLException {
    this.range = range;
    for (List<ListId> lists : conditions) {
      unions.add(new Union(run, lists, range));
    }
  }

  /** Returns whether the rank that was found last is not in all unions, but none before it is. */
  boolean isGivenUp() {
    return givenUp;
  }

  /** Returns the next rank, which it goes behind; {@link ListCursor#END} if there is none. */
  int next(Search.Patience patience) throws SQLException {
    int rank = unions.get(0).current();
    int agreeing = 0;
    int index = 0;
    while (rank != ListCursor.END && agreeing < unions.size()) {
      Union union = unions.get(index);
      union.advanceTo(rank);
      int at = union.current();
      if (at == ListCursor.END || at == rank) {
        agreeing++;
      } else if (patience.isOver()) {
        givenUp = true;
        return rank;
      } else {
        agreeing = 1;
      }
      rank = at;
      index = (index + 1) % unions.size();
    }
    if (rank != ListCursor.END) {
      unions.get(0).advanceTo(range.after(rank));
    }
    return rank;
  }
}
