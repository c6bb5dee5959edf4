package io.audittrail.collector.store.sqlite.upkeep;

import io.audittrail.collector.store.StoreCheck;
import io.audittrail.collector.store.UpkeepProgress;
import io.audittrail.collector.store.content.ContentCheck;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads events in the order of their commits, a piece at a time, so that the write-ahead log of a
 * running collector can begin again in between.
 */
final class EventPass {
  private static final int PIECE_EVENTS = 4_096;

  /** How far to go on behind what cannot be read. */
  private static final int STEP_OVER = 256;

  private final Connection connection;
  private final StoredNames names;
  private final Removals removals;
  private final Findings sequences = new Findings("sequence");
  private final Findings ids = new Findings("ids");
  private final Findings contents = new Findings("contents");
  private final Findings references = new Findings("references");
  private long last;
  private long read;

  /**
   * Makes a pass.
   *
   * @param after the sequence number that the first event follows
   */
  EventPass(Connection connection, long after) throws SQLException {
    this.connection = connection;
    this.names = new StoredNames(connection);
    this.removals = new Removals(connection);
    this.last = after;
  }

  List<StoreCheck> run(UpkeepProgress progress) throws SQLException {
    long first = last + 1;
    long end = SqliteFile.number(connection, "SELECT max(sequence) FROM event");
    String sql =
        "SELECT sequence, occurred_at, event_id, content FROM event"
            + " WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT "
            + PIECE_EVENTS;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      while (last < end) {
        select.setLong(1, last);
        select.setLong(2, end);
        if (!readPiece(select)) {
          missing(last + 1, end);
        }
        progress.reached("events checked", read, Math.max(read, end - first + 1));
      }
    }
    names.close();
    String found = read + " events";
    String range = end < first ? found : found + ", " + first + " to " + end;
    return List.of(sequences.of(range), ids.of(found), contents.of(found), references.of(found));
  }

  /** Reads some events; returns whether there were any. */
  private boolean readPiece(PreparedStatement select) throws SQLException {
    boolean any = false;
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        any = true;
        long sequence = rows.getLong(1);
        if (sequence > last + 1) {
          missing(last + 1, sequence - 1);
        }
        last = Math.max(sequence, last + 1);
        read++;
        checkEvent(sequence, rows.getLong(2), rows.getBytes(3), rows.getBytes(4));
      }
      return any;
    } catch (SQLException e) {
      Damage.require(e);
      sequences.add("events after " + last + " cannot be read: " + Damage.text(e));
      last += STEP_OVER;
      return true;
    }
  }

  /** A removal says so in the transaction in which events go, so whoever misses them finds it. */
  private void missing(long first, long through) throws SQLException {
    RemovedRanges removed = removals.between(first, through);
    long next = first;
    for (int i = 0; i < removed.size(); i++) {
      addMissing(next, removed.first(i) - 1);
      next = removed.last(i) + 1;
    }
    addMissing(next, through);
    last = Math.max(last, through);
  }

  private void addMissing(long first, long through) {
    if (first <= through) {
      sequences.add(
          through - first + 1,
          first == through ? first + " is missing" : first + " to " + through + " are missing");
    }
  }

  private void checkEvent(long sequence, long micros, byte[] id, byte[] content)
      throws SQLException {
    String idProblem = ContentCheck.problemOfId(id);
    if (idProblem != null) {
      ids.add("event " + sequence + ": " + idProblem);
      return;
    }
    try {
      String problem = ContentCheck.problem(id, micros, content, names);
      if (problem != null) {
        contents.add("event " + sequence + ": " + problem);
      }
    } catch (StoredNames.MissingException e) {
      references.add("event " + sequence + ": " + e.getMessage());
    }
  }
}
