package io.audittrail.collector.store.sqlite.upkeep;

import io.audittrail.collector.store.StoreCheck;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a file says about removed events, for whoever checks whether it is true. Each question is
 * answered from one moment, and what is removed stays so.
 */
final class Removals {
  /** Ranges that are no ranges, touch the one before, or have events. */
  private static final String WRONG =
      """
      SELECT first, last,
        first < 1 OR first > last OR first <= lag(last) OVER (ORDER BY first) + 1,
        EXISTS (SELECT 1 FROM event WHERE sequence BETWEEN first AND last)
      FROM removed_range ORDER BY first
      """;

  private final Connection connection;
  private final boolean kept;

  Removals(Connection connection) throws SQLException {
    this.connection = connection;
    this.kept = RemovedRanges.areKept(connection);
  }

  /** Returns which of the sequence numbers between two were removed. */
  RemovedRanges between(long first, long last) throws SQLException {
    return kept ? RemovedRanges.read(connection, first, last) : RemovedRanges.NONE;
  }

  /** Returns the highest sequence number that was removed; 0 if none was. */
  long last() throws SQLException {
    return kept ? RemovedRanges.last(connection) : 0;
  }

  /** Checks that what was removed is gone, and that it is as much as the removals say. */
  StoreCheck check() throws SQLException {
    Findings findings = new Findings("removals");
    if (!kept) {
      return findings.of("none");
    }
    try (Statement control = connection.createStatement()) {
      control.execute("BEGIN");
      long ranged = checkRanges(findings);
      long told = SqliteFile.number(connection, "SELECT sum(removed) FROM removal");
      control.execute("COMMIT");
      if (told != ranged) {
        findings.add(ranged + " events are in ranges, the removals say " + told);
      }
      return findings.of(told + " events removed");
    }
  }

  private long checkRanges(Findings findings) throws SQLException {
    long ranged = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(WRONG)) {
      while (rows.next()) {
        long first = rows.getLong(1);
        long last = rows.getLong(2);
        ranged += last - first + 1;
        if (rows.getBoolean(3)) {
          findings.add(first + " to " + last + " is no range, or touches the one before");
        }
        if (rows.getBoolean(4)) {
          findings.add(
              "events of " + first + " to " + last + " are recorded as removed, but there");
        }
      }
    }
    return ranged;
  }
}
