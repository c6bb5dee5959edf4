package io.audittrail.collector.store.sqlite;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.SequencePage;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;
import io.audittrail.collector.store.content.EventMatcher;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads events in the order in which they were committed. */
final class SequenceQuery implements AutoCloseable {
  private static final int PAGE_BYTES = 1024 * 1024;

  private final PreparedStatement select;
  private final NameLookup names;
  private final SqliteStoreSettings settings;

  SequenceQuery(Connection connection, NameLookup names, SqliteStoreSettings settings)
      throws SQLException {
    this.names = names;
    this.settings = settings;
    this.select =
        connection.prepareStatement(
            """
            SELECT sequence, occurred_at, event_id, content
            FROM event WHERE sequence > ? ORDER BY sequence
            """);
  }

  /**
   * Reads what follows a sequence number, until there is enough or it takes long.
   *
   * @param last a sequence number that is committed: events up to it that are not found were
   *     removed
   */
  SequencePage read(@Nullable String viewer, long after, int limit, long last) throws SQLException {
    EventMatcher matcher = new EventMatcher(EventFilter.NONE, viewer);
    long deadline = System.nanoTime() + MILLISECONDS.toNanos(settings.pageMillis());
    List<StoredEvent> events = new ArrayList<>();
    long through = after;
    long bytes = 0;
    select.setLong(1, after);
    try (ResultSet rows = select.executeQuery()) {
      while (events.size() < limit && bytes < PAGE_BYTES) {
        if (!rows.next()) {
          through = Math.max(through, last);
          break;
        }
        byte[] content = rows.getBytes(4);
        StoredEvent event = event(rows, content);
        through = event.sequence();
        if (matcher.matches(event.event())) {
          bytes += content.length;
          events.add(event);
        }
        if (System.nanoTime() - deadline > 0) {
          break;
        }
      }
    }
    return new SequencePage(List.copyOf(events), through);
  }

  private StoredEvent event(ResultSet row, byte[] content) throws SQLException {
    long sequence = row.getLong(1);
    try {
      String id = EventIdCode.decode(row.getBytes(3));
      return new StoredEvent(sequence, ContentCodec.unpack(id, row.getLong(2), content, names));
    } catch (RuntimeException e) {
      throw new SQLException("the event with sequence " + sequence + " is damaged", e);
    }
  }

  @Override
  public void close() throws SQLException {
    select.close();
  }
}
