package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.sqlite.index.PositionRange;
import io.audittrail.collector.store.sqlite.index.Posting;
import io.audittrail.collector.store.sqlite.index.PostingIndex;
import io.audittrail.collector.store.sqlite.index.Search;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads pages from the index and from the tail, the events that are not in it yet, merged in order;
 * so an event is found as soon as it is committed.
 */
final class IndexedPageQuery implements AutoCloseable {
  private final PostingIndex index;
  private final PreparedStatement tail;
  private final PreparedStatement find;

  IndexedPageQuery(Connection connection) throws SQLException {
    this.index = new PostingIndex(connection);
    this.tail =
        connection.prepareStatement(
            """
            SELECT sequence, occurred_at, event_id, content FROM event NOT INDEXED
            WHERE sequence > ? AND sequence <= ?
            AND (occurred_at, event_id) > (?, ?) AND (occurred_at, event_id) < (?, ?)
            """);
    this.find = connection.prepareStatement("SELECT content FROM event WHERE sequence = ?");
  }

  /** Reads a page for which the index helps. */
  EventPage read(PageRequest request, PageBuilder page) throws SQLException {
    Comparator<Posting> order =
        request.order() == Order.ASCENDING ? Comparator.naturalOrder() : Comparator.reverseOrder();
    List<Posting> unindexed = tail(request, page);
    unindexed.sort(order);
    Search search = index.search(request);
    Search.Found found = search.next(page::isLate);
    int used = 0;
    while (found != null || used < unindexed.size()) {
      if (page.isOver()) {
        return page.page();
      }
      if (found == null || isNext(unindexed, used, found.place(), order)) {
        take(unindexed.get(used++), request, page);
      } else if (found.givenUp()) {
        page.pass(found.place());
        return page.page();
      } else {
        take(found.place(), request, page);
        found = search.next(page::isLate);
      }
    }
    return page.lastPage();
  }

  private static boolean isNext(
      List<Posting> unindexed, int used, Posting place, Comparator<Posting> order) {
    return used < unindexed.size() && order.compare(unindexed.get(used), place) < 0;
  }

  private List<Posting> tail(PageRequest request, PageBuilder page) throws SQLException {
    PositionRange range = PositionRange.of(request);
    tail.setLong(1, index.posted());
    tail.setLong(2, request.snapshot());
    tail.setLong(3, range.lowMicros());
    tail.setBytes(4, range.lowId());
    tail.setLong(5, range.highMicros());
    tail.setBytes(6, range.highId());
    List<Posting> places = new ArrayList<>();
    try (ResultSet rows = tail.executeQuery()) {
      while (rows.next()) {
        Posting place = new Posting(rows.getLong(2), rows.getBytes(3), rows.getLong(1));
        if (page.mayHave(place, rows.getBytes(4))) {
          places.add(place);
        }
      }
    }
    return places;
  }

  private void take(Posting place, PageRequest request, PageBuilder page) throws SQLException {
    if (place.sequence() > request.snapshot()) {
      page.pass(place);
      return;
    }
    find.setLong(1, place.sequence());
    try (ResultSet row = find.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the event with sequence " + place.sequence() + " is missing");
      }
      page.take(place, row.getBytes(1));
    }
  }

  @Override
  public void close() throws SQLException {
    index.close();
    tail.close();
    find.close();
  }
}
