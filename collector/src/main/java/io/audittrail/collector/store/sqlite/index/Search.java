package io.audittrail.collector.store.sqlite.index;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places that are in every one of several unions of lists, going through all of them at
 * the same time: each jumps to where the others are, so a rare value leads and a common one is
 * hardly read.
 */
public final class Search {
  private final Comparator<Posting> order;
  private final List<Union> unions;

  Search(Comparator<Posting> order, List<Union> unions) {
    this.order = order;
    this.unions = unions;
  }

  /**
   * What was found.
   *
   * @param place the next place that is in all unions; or, if the search was given up, a place up
   *     to which there is nothing more
   */
  public record Found(Posting place, boolean givenUp) {}

  /** Tells that it is time to give up. */
  @FunctionalInterface
  public interface Patience {
    /** Returns whether to stop although there may be more. */
    boolean isOver();
  }

  /** Returns the next place, which it goes behind; null if there is none. */
  public @Nullable Found next(Patience patience) throws SQLException {
    Posting place = unions.get(0).current();
    int agreeing = 0;
    int index = 0;
    while (place != null && agreeing < unions.size()) {
      Union union = unions.get(index);
      union.advanceTo(place);
      Posting at = union.current();
      if (at == null || order.compare(at, place) == 0) {
        agreeing++;
        place = at;
      } else if (patience.isOver()) {
        return new Found(place, true);
      } else {
        agreeing = 1;
        place = at;
      }
      index = (index + 1) % unions.size();
    }
    if (place == null) {
      return null;
    }
    for (Union union : unions) {
      union.advanceBehind(place);
    }
    return new Found(place, false);
  }
}
