package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.sqlite.search.Place;
import io.audittrail.collector.store.sqlite.search.Search;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events that a search finds, many at once: when one is wanted, it searches a little
 * ahead, as far as the page may need.
 */
final class FoundEvents {
  /** How many events are read at once; many large ones must not take all memory. */
  private static final int MOST = 65;

  private final Search search;
  private final EventRows rows;
  private final PageRequest request;
  private final Deque<Search.Found> ahead = new ArrayDeque<>();
  private Map<Long, EventRows.Row> read = new HashMap<>();
  private boolean ended;
  private int used;

  FoundEvents(Search search, EventRows rows, PageRequest request) {
    this.search = search;
    this.rows = rows;
    this.request = request;
  }

  /** Returns what the search finds next; null if there is nothing more. */
  Search.@Nullable Found next() throws SQLException {
    if (ahead.isEmpty()) {
      searchAhead(1);
    }
    return ahead.poll();
  }

  private void searchAhead(int count) throws SQLException {
    while (!ended && ahead.size() < count) {
      Search.Found found = search.next();
      ended = found == null || found.givenUp();
      if (found != null) {
        ahead.add(found);
      }
    }
  }

  /**
   * Returns the event at the place that was found last; null if it was removed, or committed after
   * what the page may show.
   */
  EventRows.@Nullable Row row(Place place) throws SQLException {
    if (place.sequence() > request.snapshot()) {
      return null;
    }
    if (!read.containsKey(place.sequence())) {
      searchAhead(most() - 1);
      List<Long> wanted = new ArrayList<>();
      wanted.add(place.sequence());
      for (Search.Found found : ahead) {
        if (!found.givenUp() && found.place().sequence() <= request.snapshot()) {
          wanted.add(found.place().sequence());
        }
      }
      read = rows.rows(wanted);
    }
    used++;
    return read.remove(place.sequence());
  }

  /** Returns how many events to read at once: not more than the page needs if all match. */
  private int most() {
    int missing = request.limit() - used;
    return missing > 0 ? Math.min(MOST, missing) : MOST;
  }
}
