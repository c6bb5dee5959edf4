package io.audittrail.collector.store.sqlite.removal;

import io.audittrail.collector.store.sqlite.file.SqliteFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The sequence numbers of events that were removed, as they were at one moment: ranges that neither
 * overlap nor touch. Immutable.
 */
public final class RemovedRanges {
  /** No numbers. */
  public static final RemovedRanges NONE = new RemovedRanges(new long[0], new long[0], 0);

  private final long[] firsts;
  private final long[] lasts;
  private final int size;

  private RemovedRanges(long[] firsts, long[] lasts, int size) {
    this.firsts = firsts;
    this.lasts = lasts;
    this.size = size;
  }

  /** Returns whether a file has the table of these ranges, which an older one has not. */
  public static boolean areKept(Connection connection) throws SQLException {
    String query = "SELECT count(*) FROM main.sqlite_schema WHERE name = 'removed_range'";
    return SqliteFile.number(connection, query) > 0;
  }

  /** Returns the highest number that was ever removed; 0 if none was. */
  public static long last(Connection connection) throws SQLException {
    return SqliteFile.number(
        connection, "SELECT last FROM removed_range ORDER BY first DESC LIMIT 1");
  }

  /** Reads the ranges that have numbers from the first to the last given one. */
  public static RemovedRanges read(Connection connection, long first, long last)
      throws SQLException {
    return read(connection, first, last, Integer.MAX_VALUE);
  }

  /**
   * Reads the first ranges that have numbers from the first to the last given one, and of them what
   * lies between.
   *
   * @param most how many ranges at most
   */
  public static RemovedRanges read(Connection connection, long first, long last, int most)
      throws SQLException {
    long[] firsts = new long[8];
    long[] lasts = new long[8];
    int size = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT max(first, ?1), min(last, ?2) FROM removed_range
            WHERE first >= ifnull(
              (SELECT first FROM removed_range WHERE first <= ?1 ORDER BY first DESC LIMIT 1), 0)
            AND first <= ?2 AND last >= ?1 ORDER BY first LIMIT ?3
            """)) {
      select.setLong(1, first);
      select.setLong(2, last);
      select.setInt(3, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (size == firsts.length) {
            firsts = Arrays.copyOf(firsts, size * 2);
            lasts = Arrays.copyOf(lasts, size * 2);
          }
          firsts[size] = rows.getLong(1);
          lasts[size++] = rows.getLong(2);
        }
      }
    }
    return size == 0 ? NONE : new RemovedRanges(firsts, lasts, size);
  }

  /** Returns how many ranges there are. */
  public int size() {
    return size;
  }

  /** Returns the first number of a range. */
  public long first(int range) {
    return firsts[range];
  }

  /** Returns the last number of a range. */
  public long last(int range) {
    return lasts[range];
  }

  /** Returns how many numbers there are. */
  public long count() {
    long count = 0;
    for (int i = 0; i < size; i++) {
      count += lasts[i] - firsts[i] + 1;
    }
    return count;
  }

  /** Returns whether the event with a sequence number was removed. */
  public boolean contains(long sequence) {
    int found = Arrays.binarySearch(firsts, 0, size, sequence);
    int range = found >= 0 ? found : -found - 2;
    return range >= 0 && sequence <= lasts[range];
  }
}
