package io.audittrail.collector.store.sqlite;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;
import io.audittrail.collector.store.content.EventMatcher;
import io.audittrail.collector.store.sqlite.search.PositionRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the events of an id within a window. Ids arrive at random, so no index begins with them:
 * the search goes through the keys of the window, which the index in order of time holds, and reads
 * the content of those events alone that have the id.
 */
final class IdQuery implements AutoCloseable {
  private static final int ROWS_PER_CHECK = 1_024;
  private static final String KEYS =
      """
      SELECT sequence, occurred_at, event_id, event_id = ?6
      FROM event INDEXED BY event_in_time
      WHERE (occurred_at, event_id) > (?1, ?2) AND (occurred_at, event_id) < (?3, ?4)
      AND sequence <= ?5
      ORDER BY occurred_at, event_id
      """;

  private final PreparedStatement keys;
  private final PreparedStatement content;
  private final NameLookup names;
  private final SqliteStoreSettings settings;

  IdQuery(Connection connection, NameLookup names, SqliteStoreSettings settings)
      throws SQLException {
    this.names = names;
    this.settings = settings;
    this.keys = connection.prepareStatement(KEYS);
    this.content = connection.prepareStatement("SELECT content FROM event WHERE sequence = ?");
  }

  /** Reads the events with an id, until there are enough or it takes long. */
  EventPage read(String id, PageRequest request) throws SQLException {
    PositionRange range = PositionRange.of(request);
    keys.setLong(1, range.lowMicros());
    keys.setBytes(2, range.lowId());
    keys.setLong(3, range.highMicros());
    keys.setBytes(4, range.highId());
    keys.setLong(5, request.snapshot());
    keys.setBytes(6, EventIdCode.encode(id));
    return read(new EventMatcher(EventFilter.NONE, request.viewer()), request.limit());
  }

  private EventPage read(EventMatcher matcher, int limit) throws SQLException {
    long deadline = System.nanoTime() + MILLISECONDS.toNanos(settings.pageMillis());
    List<StoredEvent> events = new ArrayList<>();
    int seen = 0;
    try (ResultSet rows = keys.executeQuery()) {
      while (rows.next()) {
        if (rows.getInt(4) == 1) {
          StoredEvent event = event(rows);
          if (matcher.matches(event.event())) {
            events.add(event);
          }
        }
        seen++;
        boolean late = seen % ROWS_PER_CHECK == 0 && System.nanoTime() - deadline > 0;
        if (late || events.size() == limit) {
          Position last = new Position(rows.getLong(2), EventIdCode.decode(rows.getBytes(3)));
          return new EventPage(List.copyOf(events), last);
        }
      }
    }
    return new EventPage(List.copyOf(events), null);
  }

  private StoredEvent event(ResultSet row) throws SQLException {
    long sequence = row.getLong(1);
    content.setLong(1, sequence);
    try (ResultSet result = content.executeQuery()) {
      result.next();
      String id = EventIdCode.decode(row.getBytes(3));
      return new StoredEvent(
          sequence, ContentCodec.unpack(id, row.getLong(2), result.getBytes(1), names));
    } catch (RuntimeException e) {
      throw new SQLException("the event with sequence " + sequence + " is damaged", e);
    }
  }

  @Override
  public void close() throws SQLException {
    keys.close();
    content.close();
  }
}
