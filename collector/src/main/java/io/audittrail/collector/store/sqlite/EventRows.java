package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.sqlite.index.EventsUnreadableException;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events of which the sequence numbers are known. */
final class EventRows implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement listed;
  private final PreparedStatement id;
  private final PreparedStatement some;
  private final PreparedStatement removed;

  EventRows(Connection connection) throws SQLException {
    this.connection = connection;
    this.listed =
        connection.prepareStatement(
            """
            SELECT sequence, event_id, content
            FROM json_each(?) CROSS JOIN event ON sequence = value
            """);
    this.id = connection.prepareStatement("SELECT event_id FROM event WHERE sequence = ?");
    this.some =
        connection.prepareStatement(
            """
            SELECT sequence, occurred_at, event_id, content FROM event
            WHERE sequence > ? AND sequence <= ? ORDER BY sequence
            """);
    this.removed =
        connection.prepareStatement(
            "SELECT last FROM removed_range WHERE first <= ? ORDER BY first DESC LIMIT 1");
  }

  /** The id and the content of an event. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(byte[] id, byte[] content) {}

  /**
   * Returns the events with some sequence numbers, by these; those that were removed are left out.
   */
  Map<Long, Row> rows(Collection<Long> sequences) throws EventsUnreadableException {
    Map<Long, Row> rows = new HashMap<>();
    try {
      listed.setString(1, sequences.toString());
      try (ResultSet found = listed.executeQuery()) {
        while (found.next()) {
          rows.put(found.getLong(1), new Row(found.getBytes(2), found.getBytes(3)));
        }
      }
      for (long sequence : sequences) {
        if (!rows.containsKey(sequence)) {
          requireRemoved(sequence);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new EventsUnreadableException(e);
    }
  }

  /** Returns the code of the id of the event with a sequence number; null if it was removed. */
  byte @Nullable [] id(long sequence) throws EventsUnreadableException {
    try {
      id.setLong(1, sequence);
      try (ResultSet row = id.executeQuery()) {
        if (row.next()) {
          return row.getBytes(1);
        }
      }
      requireRemoved(sequence);
      return null;
    } catch (SQLException e) {
      throw new EventsUnreadableException(e);
    }
  }

  /** Returns the sequence numbers of removed events from the first to the last given one. */
  RemovedRanges removed(long first, long last) throws EventsUnreadableException {
    try {
      return RemovedRanges.read(connection, first, last);
    } catch (SQLException e) {
      throw new EventsUnreadableException(e);
    }
  }

  private void requireRemoved(long sequence) throws SQLException {
    removed.setLong(1, sequence);
    try (ResultSet row = removed.executeQuery()) {
      if (!row.next() || row.getLong(1) < sequence) {
        throw new SQLException("the event with sequence " + sequence + " is missing");
      }
    }
  }

  /** Takes events. */
  @FunctionalInterface
  interface RowConsumer {
    /** Takes an event; returns whether to go on. */
    boolean accept(long sequence, long micros, Row row) throws SQLException;
  }

  /** Reads the events after a sequence number up to another one. */
  void read(long after, long through, RowConsumer consumer) throws EventsUnreadableException {
    try {
      some.setLong(1, after);
      some.setLong(2, through);
      try (ResultSet rows = some.executeQuery()) {
        while (rows.next()
            && consumer.accept(
                rows.getLong(1), rows.getLong(2), new Row(rows.getBytes(3), rows.getBytes(4)))) {}
      }
    } catch (SQLException e) {
      throw new EventsUnreadableException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    listed.close();
    id.close();
    some.close();
    removed.close();
  }
}
