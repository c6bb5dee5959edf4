package io.audittrail.collector.store.sqlite.retention;

import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The holds as they were at one moment. Immutable. */
final class ActiveHolds {
  /** Grows with each hold that is added or removed. */
  private static final String VERSION = "SELECT count(*) + count(removed_at) FROM hold";

  private final long version;
  private final List<Predicate<EventRecord>> tests;

  private ActiveHolds(long version, List<Predicate<EventRecord>> tests) {
    this.version = version;
    this.tests = tests;
  }

  /**
   * Reads the holds.
   *
   * @param reader makes a test of a filter
   * @throws StoreUnavailableException if one cannot be read, as nobody can tell what it holds
   */
  static ActiveHolds read(Connection connection, Function<String, Predicate<EventRecord>> reader)
      throws SQLException {
    long version = SqliteFile.number(connection, VERSION);
    List<Predicate<EventRecord>> tests = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT hold, filter FROM hold WHERE removed_at IS NULL ORDER BY hold")) {
      while (rows.next()) {
        try {
          tests.add(reader.apply(rows.getString(2)));
        } catch (IllegalArgumentException e) {
          throw new StoreUnavailableException(
              "hold " + rows.getLong(1) + " cannot be read, nothing is removed: " + e.getMessage(),
              e);
        }
      }
    }
    return new ActiveHolds(version, tests);
  }

  /** Returns whether nobody added or removed a hold since. */
  boolean areCurrent(Connection connection) throws SQLException {
    return SqliteFile.number(connection, VERSION) == version;
  }

  boolean isEmpty() {
    return tests.isEmpty();
  }

  /** Returns whether an event is held. */
  boolean hold(EventRecord event) {
    return tests.stream().anyMatch(test -> test.test(event));
  }
}
