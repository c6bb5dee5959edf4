package io.audittrail.collector.store.sqlite.removal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How far removals have come: two marks are equal if nothing was removed in between.
 *
 * @param removal the number of the last one, 0 if there was none
 * @param removed how many events it has removed
 * @param ended whether it has ended
 */
public record RemovalMark(long removal, long removed, boolean ended) {
  /** Before all removals. */
  public static final RemovalMark NONE = new RemovalMark(0, 0, true);

  /** Reads the mark. */
  public static RemovalMark read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT removal, removed, ended_at IS NOT NULL FROM removal
                ORDER BY removal DESC LIMIT 1
                """)) {
      return row.next() ? new RemovalMark(row.getLong(1), row.getLong(2), row.getBoolean(3)) : NONE;
    }
  }
}
