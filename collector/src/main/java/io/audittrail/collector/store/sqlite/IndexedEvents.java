package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;
import io.audittrail.collector.store.sqlite.index.EventSource;
import io.audittrail.collector.store.sqlite.index.EventsUnreadableException;
import io.audittrail.collector.store.sqlite.removal.RemovalMark;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads events for the index, through a connection of its own. */
final class IndexedEvents implements EventSource {
  /** What a few large events may take; so much of standard ones is more than a step. */
  private static final long MOST_BYTES = 16 * 1024 * 1024;

  private final Connection connection;
  private final EventRows rows;
  private final NameLookup names;

  private IndexedEvents(Connection connection) throws SQLException {
    this.connection = connection;
    this.rows = new EventRows(connection);
    this.names = new NameLookup(connection, new NameCache());
  }

  static EventSource open(Database database) throws SQLException {
    try {
      return new IndexedEvents(database.openReader());
    } catch (SQLException e) {
      throw new EventsUnreadableException(e);
    }
  }

  @Override
  public List<TailEvent> read(long after, int most) throws SQLException {
    Reading reading = new Reading(most);
    rows.read(after, Long.MAX_VALUE, reading);
    return reading.events;
  }

  /** Takes events until they are enough for a step. */
  private final class Reading implements EventRows.RowConsumer {
    private final List<TailEvent> events = new ArrayList<>();
    private final int most;
    private long bytes;

    Reading(int most) {
      this.most = most;
    }

    @Override
    public boolean accept(long sequence, long micros, EventRows.Row row) throws SQLException {
      events.add(event(sequence, micros, row));
      bytes += row.content().length;
      return bytes < MOST_BYTES && events.size() < most;
    }
  }

  private TailEvent event(long sequence, long micros, EventRows.Row row) throws SQLException {
    return new TailEvent(sequence, micros, row.id(), record(micros, row), row.content().length);
  }

  private @Nullable EventRecord record(long micros, EventRows.Row row) throws SQLException {
    try {
      return ContentCodec.unpack(EventIdCode.decode(row.id()), micros, row.content(), names);
    } catch (RuntimeException e) {
      return null; // whoever reads the damaged event is told; it must not hold up the others
    }
  }

  @Override
  public byte @Nullable [] id(long sequence) throws SQLException {
    List<byte[]> found = new ArrayList<>();
    rows.read(sequence - 1, sequence, (at, micros, row) -> found.add(row.id()));
    return found.isEmpty() ? null : found.get(0);
  }

  @Override
  public RemovedRanges removed(long first, long last) throws SQLException {
    return RemovedRanges.read(connection, first, last);
  }

  @Override
  public RemovalMark removals() throws SQLException {
    return RemovalMark.read(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
