package io.audittrail.collector.store.sqlite.removal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What commands of an operator have left for the collector to store as events of its own: each is
 * written in the transaction of what it tells of, and deleted in that of its event.
 */
public final class Notices implements AutoCloseable {
  private final PreparedStatement due;
  private final PreparedStatement add;
  private final PreparedStatement update;
  private final PreparedStatement delete;

  /** Makes a table, within whose connection's transactions it is written. */
  public Notices(Connection connection) throws SQLException {
    this.due =
        connection.prepareStatement(
            """
            SELECT occurred_at, event_id, event_type, actor_user, attributes FROM notice
            WHERE due_at <= ? ORDER BY notice LIMIT 100
            """);
    this.add =
        connection.prepareStatement(
            """
            INSERT INTO notice (due_at, occurred_at, event_id, event_type, actor_user, attributes)
            VALUES (?, ?, ?, ?, ?, ?)
            """);
    this.update =
        connection.prepareStatement(
            "UPDATE notice SET due_at = ?, occurred_at = ?, attributes = ? WHERE event_id = ?");
    this.delete = connection.prepareStatement("DELETE FROM notice WHERE event_id = ?");
  }

  /**
   * What an event has to say.
   *
   * @param attributes the members of a JSON object, without its braces
   */
  public record Notice(
      long occurredAtMicros, String id, String type, String actorUser, String attributes) {}

  /** Returns the first of those that are due. */
  public List<Notice> due(long nowMicros) throws SQLException {
    List<Notice> notices = new ArrayList<>();
    due.setLong(1, nowMicros);
    try (ResultSet rows = due.executeQuery()) {
      while (rows.next()) {
        notices.add(
            new Notice(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5)));
      }
    }
    return notices;
  }

  /**
   * Adds a notice.
   *
   * @param dueMicros from when on its event is stored
   */
  public void add(Notice notice, long dueMicros) throws SQLException {
    add.setLong(1, dueMicros);
    add.setLong(2, notice.occurredAtMicros());
    add.setString(3, notice.id());
    add.setString(4, notice.type());
    add.setString(5, notice.actorUser());
    add.setString(6, notice.attributes());
    add.executeUpdate();
  }

  /** Replaces a notice with the same id; returns whether it is still there. */
  public boolean update(Notice notice, long dueMicros) throws SQLException {
    update.setLong(1, dueMicros);
    update.setLong(2, notice.occurredAtMicros());
    update.setString(3, notice.attributes());
    update.setString(4, notice.id());
    return update.executeUpdate() > 0;
  }

  /** Deletes a notice, whose event is stored. */
  public void delete(Notice notice) throws SQLException {
    delete.setString(1, notice.id());
    delete.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    due.close();
    add.close();
    update.close();
    delete.close();
  }
}
