package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.sqlite.search.Place;
import io.audittrail.collector.store.sqlite.search.PositionRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Reads pages by key: each begins where the one before ended. They go through all events of their
 * range in order of time.
 */
final class PageQuery implements AutoCloseable {
  private static final String IN_TIME =
      """
      SELECT sequence, occurred_at, event_id, content FROM event INDEXED BY event_in_time
      WHERE (occurred_at, event_id) > (?, ?) AND (occurred_at, event_id) < (?, ?)
      AND sequence <= ? ORDER BY occurred_at %1$s, event_id %1$s
      """;

  private final PreparedStatement ascending;
  private final PreparedStatement descending;
  private final NameLookup names;
  private final SqliteStoreSettings settings;

  PageQuery(Connection connection, NameLookup names, SqliteStoreSettings settings)
      throws SQLException {
    this.names = names;
    this.settings = settings;
    this.ascending = connection.prepareStatement(IN_TIME.formatted("ASC"));
    this.descending = connection.prepareStatement(IN_TIME.formatted("DESC"));
  }

  /** Reads a page. */
  EventPage read(PageRequest request) throws SQLException {
    return read(request, Integer.MAX_VALUE).orElseThrow();
  }

  /**
   * Reads a page that ends among the first events of its range.
   *
   * @param most how many events to go through
   * @return nothing if so many do not fill the page
   */
  Optional<EventPage> read(PageRequest request, int most) throws SQLException {
    PageBuilder page = new PageBuilder(request, names, settings);
    int read = 0;
    try (ResultSet rows = query(request).executeQuery()) {
      while (rows.next()) {
        if (page.isOver()) {
          return Optional.of(page.page());
        } else if (read == most) {
          return Optional.empty();
        }
        Place place = Place.of(rows.getLong(2), rows.getBytes(3), rows.getLong(1));
        page.take(place, rows.getBytes(4));
        read++;
      }
    }
    return Optional.of(page.lastPage());
  }

  private PreparedStatement query(PageRequest request) throws SQLException {
    PreparedStatement query = request.order() == Order.ASCENDING ? ascending : descending;
    PositionRange range = PositionRange.of(request);
    query.setLong(1, range.lowMicros());
    query.setBytes(2, range.lowId());
    query.setLong(3, range.highMicros());
    query.setBytes(4, range.highId());
    query.setLong(5, request.snapshot());
    return query;
  }

  @Override
  public void close() throws SQLException {
    ascending.close();
    descending.close();
  }
}
