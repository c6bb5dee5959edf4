package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.sqlite.index.IndexSnapshot;
import io.audittrail.collector.store.sqlite.index.Tail;
import io.audittrail.collector.store.sqlite.run.TailEvent;
import io.audittrail.collector.store.sqlite.search.Place;
import io.audittrail.collector.store.sqlite.search.PositionRange;
import io.audittrail.collector.store.sqlite.search.Search;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads pages from the index and from the tail, the events that are not in it yet, merged in order;
 * so an event is found as soon as it is committed.
 */
final class IndexedPageQuery implements AutoCloseable {
  private final EventRows rows;
  private final TailQuery tails;
  private final NameLookup names;
  private final SqliteStoreSettings settings;

  IndexedPageQuery(Connection connection, NameLookup names, SqliteStoreSettings settings)
      throws SQLException {
    this.rows = new EventRows(connection);
    this.tails = new TailQuery(rows, names);
    this.names = names;
    this.settings = settings;
  }

  /**
   * Reads a page for which the index helps.
   *
   * @return nothing if so much is not in the index that going through the events in order is better
   */
  Optional<EventPage> read(PageRequest request, IndexSnapshot index, Tail.View tail)
      throws SQLException {
    if (TailQuery.isLong(index, tail, request.snapshot())) {
      return Optional.empty();
    }
    PageBuilder page = new PageBuilder(request, names, settings);
    List<TailEvent> unindexed = unindexed(request, index, tail, page);
    FoundEvents search =
        new FoundEvents(new Search(index, request, rows::id, page::isLate), rows, request);
    Search.Found found = search.next();
    int used = 0;
    while (found != null || used < unindexed.size()) {
      if (page.isOver()) {
        return Optional.of(page.page());
      }
      TailEvent next = used < unindexed.size() ? unindexed.get(used) : null;
      if (next != null && (found == null || isBefore(next, found.place(), request.order()))) {
        take(next, page);
        used++;
      } else if (found != null && found.givenUp()) {
        pass(found.place(), page);
        return Optional.of(page.page());
      } else if (found != null) {
        take(found.place(), search, page);
        found = search.next();
      }
    }
    return Optional.of(page.lastPage());
  }

  private List<TailEvent> unindexed(
      PageRequest request, IndexSnapshot index, Tail.View tail, PageBuilder page)
      throws SQLException {
    List<TailEvent> events = new ArrayList<>();
    PositionRange range = PositionRange.of(request);
    tails.read(
        index,
        tail,
        request.snapshot(),
        (event, record) -> {
          if (range.contains(event.micros(), event.id()) && page.mayHave(record)) {
            events.add(event);
          }
          return true;
        });
    events.sort(request.order() == Order.ASCENDING ? TailEvent.ORDER : TailEvent.ORDER.reversed());
    return events;
  }

  private static Place place(TailEvent event) {
    return Place.of(event.micros(), event.id(), event.sequence());
  }

  private static boolean isBefore(TailEvent event, Place other, Order order) throws SQLException {
    return place(event).isBefore(other, order);
  }

  private static void take(TailEvent event, PageBuilder page) {
    EventRecord record = event.record();
    if (record != null) {
      page.take(place(event), record, event.bytes());
    }
  }

  private static void take(Place place, FoundEvents search, PageBuilder page) throws SQLException {
    EventRows.Row row = search.row(place);
    if (row == null) {
      pass(place, page);
    } else {
      page.take(Place.of(place.micros(), row.id(), place.sequence()), row.content());
    }
  }

  private static void pass(Place place, PageBuilder page) throws SQLException {
    if (place.isGone()) {
      page.passUpTo(place.micros());
    } else {
      page.pass(place);
    }
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
