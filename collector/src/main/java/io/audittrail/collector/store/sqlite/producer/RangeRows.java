package io.audittrail.collector.store.sqlite.producer;

import io.audittrail.collector.store.producer.NumberRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads and writes ranges of numbers within the writer's transactions. */
final class RangeRows implements AutoCloseable {
  /** The numbers that were seen. */
  static final int SEEN = 0;

  /** Those of them whose events were rejected. */
  static final int REFUSED = 1;

  private final PreparedStatement near;
  private final PreparedStatement above;
  private final PreparedStatement delete;
  private final PreparedStatement put;

  RangeRows(Connection connection) throws SQLException {
    this.near =
        connection.prepareStatement(
            """
            SELECT first, last, since FROM producer_range
            WHERE producer = ? AND kind = ? AND first <= ? ORDER BY first DESC
            """);
    this.above =
        connection.prepareStatement(
            """
            SELECT since FROM producer_range
            WHERE producer = ? AND kind = ? AND first > ? ORDER BY first LIMIT 1
            """);
    this.delete =
        connection.prepareStatement(
            "DELETE FROM producer_range WHERE producer = ? AND kind = ? AND first = ?");
    this.put =
        connection.prepareStatement(
            """
            INSERT INTO producer_range (producer, kind, first, last, since) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (producer, kind, first)
            DO UPDATE SET last = excluded.last, since = excluded.since
            """);
  }

  /** Loads the ranges that overlap the given numbers, or touch them. */
  void load(long producer, int kind, NumberRange numbers, NumberSet set) throws SQLException {
    bind(near, producer, kind, numbers.last() + 1);
    try (ResultSet rows = near.executeQuery()) {
      while (rows.next() && rows.getLong(2) >= numbers.first() - 1) {
        set.load(new NumberRange(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
      }
    }
  }

  /** Writes what has changed. */
  void save(long producer, int kind, NumberSet set) throws SQLException {
    for (NumberRange range : set.changed()) {
      bind(put, producer, kind, range.first());
      put.setLong(4, range.last());
      put.setLong(5, Math.min(range.sinceMicros(), sinceAbove(producer, kind, range)));
      put.executeUpdate();
    }
    for (long first : set.gone()) {
      bind(delete, producer, kind, first);
      delete.executeUpdate();
    }
  }

  /** What lies above a range has been seen too, so numbers below it are missed for as long. */
  private long sinceAbove(long producer, int kind, NumberRange range) throws SQLException {
    bind(above, producer, kind, range.last());
    try (ResultSet row = above.executeQuery()) {
      return row.next() ? row.getLong(1) : Long.MAX_VALUE;
    }
  }

  private static void bind(PreparedStatement statement, long producer, int kind, long number)
      throws SQLException {
    statement.setLong(1, producer);
    statement.setInt(2, kind);
    statement.setLong(3, number);
  }

  @Override
  public void close() throws SQLException {
    near.close();
    above.close();
    delete.close();
    put.close();
  }
}
