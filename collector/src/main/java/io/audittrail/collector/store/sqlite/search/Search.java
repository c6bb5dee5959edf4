package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.sqlite.index.IndexSnapshot;
import io.audittrail.collector.store.sqlite.run.ListId;
import io.audittrail.collector.store.sqlite.run.Run;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events that a page may show and that are in the index, in the order of the page: it
 * searches one run after the other, or several where their times overlap. Some of what it finds may
 * not match.
 */
public final class Search {
  private final IndexSnapshot index;
  private final List<List<ListId>> conditions;
  private final PositionRange range;
  private final Order order;
  private final Place.Ids ids;
  private final Deque<Run> unopened;
  private final List<Head> heads = new ArrayList<>();
  private final Patience patience;

  /** Tells that it is time to give up. */
  @FunctionalInterface
  public interface Patience {
    /** Returns whether to stop although there may be more. */
    boolean isOver();
  }

  /**
   * What was found.
   *
   * @param place the next place that may match; or, if the search was given up, a place up to which
   *     there is nothing more
   */
  public record Found(Place place, boolean givenUp) {}

  private record Head(RunReader run, RunSearch search, Found found) {}

  /** Begins a search for a page, for which {@link Conditions#help conditions must help}. */
  public Search(IndexSnapshot index, PageRequest request, Place.Ids ids, Patience patience)
      throws SQLException {
    this.index = index;
    this.conditions = Conditions.some(index, request.viewer(), request.filter());
    this.range = PositionRange.of(request);
    this.order = request.order();
    this.ids = ids;
    this.patience = patience;
    this.unopened = runs(request.snapshot());
  }

  /** Returns the runs that may have something, the one with the first event first. */
  private Deque<Run> runs(long snapshot) {
    List<Run> runs = new ArrayList<>();
    for (Run run : index.runs()) {
      if (run.firstSequence() <= snapshot
          && run.lastMicros() >= range.lowMicros()
          && run.firstMicros() <= range.highMicros()) {
        runs.add(run);
      }
    }
    runs.sort(
        order == Order.ASCENDING
            ? Comparator.comparingLong(Run::firstMicros)
            : Comparator.comparingLong(Run::lastMicros).reversed());
    return new ArrayDeque<>(runs);
  }

  /** Returns the next place, which it goes behind; null if there is none. */
  public @Nullable Found next() throws SQLException {
    Head first = first();
    while (!unopened.isEmpty() && (first == null || mayBeBefore(unopened.element(), first))) {
      open(unopened.remove());
      first = first();
    }
    if (first == null) {
      return null;
    }
    heads.remove(first);
    if (!first.found().givenUp()) {
      advance(first.run(), first.search());
    }
    return first.found();
  }

  private @Nullable Head first() throws SQLException {
    Head first = null;
    for (Head head : heads) {
      if (first == null || isBefore(head.found().place(), first.found().place())) {
        first = head;
      }
    }
    return first;
  }

  private boolean isBefore(Place one, Place other) throws SQLException {
    return one.isBefore(other, order);
  }

  private boolean mayBeBefore(Run run, Head head) {
    long micros = head.found().place().micros();
    return order == Order.ASCENDING ? run.firstMicros() <= micros : run.lastMicros() >= micros;
  }

  private void open(Run run) throws SQLException {
    RunReader reader = new RunReader(index, run, ids);
    RankRange ranks = new RankRange(reader.first(range), reader.behind(range), order);
    if (ranks.from() < ranks.until()) {
      advance(reader, new RunSearch(reader, conditions, ranks));
    }
  }

  private void advance(RunReader run, RunSearch search) throws SQLException {
    int rank = search.next(patience);
    if (rank != ListCursor.END) {
      heads.add(new Head(run, search, new Found(run.place(rank), search.isGivenUp())));
    }
  }
}
