package io.audittrail.collector.store.sqlite.retention;

import io.audittrail.catalogue.EventType;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.removal.Notices;
import io.audittrail.event.AuditEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The holds of a data directory: filters, of which the events are not removed. Adding and removing
 * one becomes an event.
 */
public final class Holds {
  /** The tenant of the actor of events that the collector stores about itself. */
  static final String TENANT = "collector";

  static final EventType ADDED = EventType.of("audit_hold_added");
  static final EventType REMOVED = EventType.of("audit_hold_removed");

  private static final String LIST =
      """
      SELECT hold, filter, reason, added_at, added_by FROM hold
      WHERE removed_at IS NULL ORDER BY hold
      """;

  private Holds() {}

  /**
   * A hold.
   *
   * @param number never that of another hold of the same data directory
   * @param filter as JSON
   */
  public record Hold(
      long number, String filter, String reason, long addedAtMicros, String addedBy) {}

  /**
   * Adds a hold, and returns its number.
   *
   * @param filter as JSON, which was checked
   * @throws StoreUnavailableException if there are no events, they cannot be written, or an older
   *     collector made the file
   */
  public static long add(Path directory, String filter, String reason, String user) {
    long now = RemovalRecord.nowMicros();
    return change(
        directory,
        connection -> {
          long number = SqliteFile.number(connection, "SELECT max(hold) FROM hold") + 1;
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO hold VALUES (?, ?, ?, ?, ?, NULL, NULL)")) {
            insert.setLong(1, number);
            insert.setString(2, filter);
            insert.setString(3, reason);
            insert.setLong(4, now);
            insert.setString(5, user);
            insert.executeUpdate();
          }
          tell(connection, ADDED, new Hold(number, filter, reason, now, user), user);
          return number;
        });
  }

  /**
   * Removes a hold, and returns it; nothing if there is none with the number.
   *
   * @throws StoreUnavailableException as {@link #add} does
   */
  public static Optional<Hold> remove(Path directory, long number, String user) {
    return change(
        directory,
        connection -> {
          Optional<Hold> found =
              list(connection).stream().filter(hold -> hold.number() == number).findFirst();
          if (found.isPresent()) {
            try (PreparedStatement update =
                connection.prepareStatement(
                    "UPDATE hold SET removed_at = ?, removed_by = ? WHERE hold = ?")) {
              update.setLong(1, RemovalRecord.nowMicros());
              update.setString(2, user);
              update.setLong(3, number);
              update.executeUpdate();
            }
            tell(connection, REMOVED, found.get(), user);
          }
          return found;
        });
  }

  /**
   * Returns the holds in the order in which they were added.
   *
   * @throws StoreUnavailableException as {@link #add} does
   */
  public static List<Hold> list(Path directory) {
    try (Connection connection = OpenedFile.reader(directory)) {
      return list(connection);
    } catch (SQLException e) {
      throw new StoreUnavailableException(
          "cannot read the holds of " + directory + ": " + e.getMessage(), e);
    }
  }

  private static List<Hold> list(Connection connection) throws SQLException {
    List<Hold> holds = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LIST)) {
      while (rows.next()) {
        holds.add(
            new Hold(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getLong(4),
                rows.getString(5)));
      }
    }
    return holds;
  }

  private static void tell(Connection connection, EventType type, Hold hold, String user)
      throws SQLException {
    AuditEvent event = AuditEvent.of(type).actor(user, TENANT).build();
    Members members =
        new Members()
            .put("hold", hold.number())
            .putJson("filter", hold.filter())
            .put("reason", hold.reason());
    try (Notices notices = new Notices(connection)) {
      notices.add(
          new Notices.Notice(
              event.occurredAtMicros(), event.id(), type.wireName(), user, members.toString()),
          0);
    }
  }

  private interface Change<T> {
    T run(Connection connection) throws SQLException;
  }

  private static <T> T change(Path directory, Change<T> change) {
    try (Connection connection = OpenedFile.changer(directory);
        WriteTurn turn = new WriteTurn(connection)) {
      List<T> result = new ArrayList<>(1);
      turn.take(
          () -> {
            result.add(change.run(connection));
            return true;
          });
      return result.get(0);
    } catch (SQLException e) {
      throw new StoreUnavailableException(
          "cannot change the holds of " + directory + ": " + e.getMessage(), e);
    }
  }
}
