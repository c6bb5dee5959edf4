package io.audittrail.collector.store.sqlite.removal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Adds ranges to those of removed events; what touches becomes one. */
public final class RangeTable implements AutoCloseable {
  private final PreparedStatement firstOfLast;
  private final PreparedStatement lastOfFirst;
  private final PreparedStatement delete;
  private final PreparedStatement replace;

  /** Makes a table, within whose connection's transactions it is written. */
  public RangeTable(Connection connection) throws SQLException {
    this.firstOfLast =
        connection.prepareStatement(
            "SELECT first, last FROM removed_range WHERE first < ? ORDER BY first DESC LIMIT 1");
    this.lastOfFirst =
        connection.prepareStatement("SELECT first, last FROM removed_range WHERE first = ?");
    this.delete = connection.prepareStatement("DELETE FROM removed_range WHERE first = ?");
    this.replace =
        connection.prepareStatement("INSERT OR REPLACE INTO removed_range VALUES (?, ?)");
  }

  /** Adds a range that overlaps none. */
  public void add(long first, long last) throws SQLException {
    long from = first;
    long through = last;
    firstOfLast.setLong(1, first);
    try (ResultSet row = firstOfLast.executeQuery()) {
      if (row.next() && row.getLong(2) == first - 1) {
        from = row.getLong(1);
      }
    }
    lastOfFirst.setLong(1, last + 1);
    try (ResultSet row = lastOfFirst.executeQuery()) {
      if (row.next()) {
        through = row.getLong(2);
      }
    }
    if (through > last) {
      delete.setLong(1, last + 1);
      delete.executeUpdate();
    }
    replace.setLong(1, from);
    replace.setLong(2, through);
    replace.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    firstOfLast.close();
    lastOfFirst.close();
    delete.close();
    replace.close();
  }
}
