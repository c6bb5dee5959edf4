package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.sqlite.search.Place;
import io.audittrail.collector.store.sqlite.search.PositionRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Reads pages by key: each begins where the one before ended. They go through all events of their
 * range in order of time.
 */
final class PageQuery implements AutoCloseable {
  private static final String IN_TIME =
      JoinedRows.SELECT
          + """
          FROM (SELECT sequence, occurred_at, event_id, content FROM event INDEXED BY event_in_time
            WHERE (occurred_at, event_id) > (?, ?) AND (occurred_at, event_id) < (?, ?)
            AND sequence <= ? ORDER BY occurred_at %1$s, event_id %1$s LIMIT ?)
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
    Walk walk = new Walk(request, new PageBuilder(request, names, settings));
    boolean more = true;
    while (more) {
      int most = walk.most();
      walk.read = 0;
      if (!read(request, walk.range, most, walk)) {
        return walk.page.page();
      }
      more = walk.read == most;
    }
    return walk.page.lastPage();
  }

  /** Where a page has come to. */
  private static final class Walk implements EventRows.RowConsumer {
    private final PageRequest request;
    private final PageBuilder page;
    private PositionRange range;
    private int read;
    private int taken;

    Walk(PageRequest request, PageBuilder page) {
      this.request = request;
      this.page = page;
      this.range = PositionRange.of(request);
    }

    /** Returns how many events to read next: one more than the page needs, to know that it is. */
    int most() {
      boolean all = request.filter().isNone();
      return all ? Math.min(JoinedRows.MOST, request.limit() + 1 - taken) : JoinedRows.MOST;
    }

    @Override
    public boolean accept(long sequence, long micros, EventRows.Row row) throws SQLException {
      if (page.isOver()) {
        return false;
      }
      page.take(Place.of(micros, row.id(), sequence), row.content());
      range = range.behind(micros, row.id(), request.order());
      read++;
      taken++;
      return true;
    }
  }

  private boolean read(
      PageRequest request, PositionRange range, int most, EventRows.RowConsumer consumer)
      throws SQLException {
    PreparedStatement query = request.order() == Order.ASCENDING ? ascending : descending;
    query.setLong(1, range.lowMicros());
    query.setBytes(2, range.lowId());
    query.setLong(3, range.highMicros());
    query.setBytes(4, range.highId());
    query.setLong(5, request.snapshot());
    query.setInt(6, most);
    return JoinedRows.read(query, consumer);
  }

  @Override
  public void close() throws SQLException {
    ascending.close();
    descending.close();
  }
}
