package io.audittrail.collector.store.sqlite.upkeep;

import io.audittrail.collector.store.StoreCheck;
import io.audittrail.collector.store.UpkeepProgress;
import io.audittrail.collector.store.content.KindCode;
import io.audittrail.event.Resource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Reads the rows of a table by their number, a piece at a time. */
final class Rows {
  private static final int PIECE_ROWS = 4_096;

  private final Connection connection;
  private final String name;
  private final String query;

  /**
   * Makes a reader.
   *
   * @param query whose first column is a number that grows, with a condition on it that takes one
   */
  Rows(Connection connection, String name, String query) {
    this.connection = connection;
    this.name = name;
    this.query = query;
  }

  /** What is asked of each row. */
  @FunctionalInterface
  interface Check {
    /** Throws an unchecked exception that says what is wrong. */
    void check(ResultSet row) throws SQLException;
  }

  /** A name has to be there and to be text. */
  static void name(ResultSet row) throws SQLException {
    requireText(row, 2);
    if (row.getString(2).isEmpty()) {
      throw new IllegalArgumentException("the name is empty");
    }
  }

  /** A description has to be one that could be taken in. */
  static void description(ResultSet row) throws SQLException {
    for (int column = 3; column <= 7; column++) {
      requireText(row, column);
    }
    Resource read =
        new Resource(
            KindCode.kind(row.getInt(2)),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7));
    if (read.id().isEmpty()) {
      throw new IllegalArgumentException("the id is empty");
    }
  }

  private static void requireText(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    if (bytes != null
        && !Arrays.equals(
            new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes)) {
      throw new IllegalArgumentException("the text is damaged");
    }
  }

  StoreCheck run(Check check, UpkeepProgress progress) throws SQLException {
    Findings findings = new Findings(name);
    long after = Long.MIN_VALUE;
    long read = 0;
    try (PreparedStatement select =
        connection.prepareStatement(query + " ORDER BY 1 LIMIT " + PIECE_ROWS)) {
      int some = PIECE_ROWS;
      while (some == PIECE_ROWS) {
        select.setLong(1, after);
        some = 0;
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            some++;
            after = rows.getLong(1);
            check(check, rows, findings);
          }
        }
        read += some;
        if (read > 0) {
          progress.reached(name + " checked", read, read);
        }
      }
    } catch (SQLException e) {
      Damage.require(e);
      findings.add("after " + after + ": " + Damage.text(e));
    }
    return findings.of(read + " " + name);
  }

  private void check(Check check, ResultSet row, Findings findings) throws SQLException {
    try {
      check.check(row);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
      findings.add(name + " row " + row.getLong(1) + ": " + e.getMessage());
    }
  }
}
