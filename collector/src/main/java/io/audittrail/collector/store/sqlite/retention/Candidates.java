package io.audittrail.collector.store.sqlite.retention;

import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;
import io.audittrail.collector.store.sqlite.upkeep.StoredNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Goes through the events before a time, in order of time, and tells which are not held. */
final class Candidates implements AutoCloseable {
  private static final String KEYS =
      """
      SELECT sequence, occurred_at, event_id FROM event INDEXED BY event_in_time
      WHERE (occurred_at, event_id) > (?, ?) AND occurred_at < ?
      ORDER BY occurred_at, event_id LIMIT ?
      """;

  private final PreparedStatement keys;
  private final PreparedStatement content;
  private final StoredNames names;
  private final long cutoffMicros;
  private long micros = -1;
  private byte[] id = {};

  Candidates(Connection connection, long cutoffMicros) throws SQLException {
    this.keys = connection.prepareStatement(KEYS);
    this.content = connection.prepareStatement("SELECT content FROM event WHERE sequence = ?");
    this.names = new StoredNames(connection);
    this.cutoffMicros = cutoffMicros;
  }

  /**
   * Some events that follow each other in time.
   *
   * @param free the sequence numbers of those that are not held, ascending
   * @param held how many are held
   * @param micros the time of the last event
   * @param id the code of its id
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Piece(long[] free, int held, long micros, byte[] id) {
    boolean isEmpty() {
      return free.length == 0 && held == 0;
    }
  }

  /** Returns the next events, without going behind them. */
  Piece peek(int most, ActiveHolds holds) throws SQLException {
    long[] free = new long[most];
    int freed = 0;
    int held = 0;
    long lastMicros = micros;
    byte[] lastId = id;
    keys.setLong(1, micros);
    keys.setBytes(2, id);
    keys.setLong(3, cutoffMicros);
    keys.setInt(4, most);
    try (ResultSet rows = keys.executeQuery()) {
      while (rows.next()) {
        lastMicros = rows.getLong(2);
        lastId = rows.getBytes(3);
        if (isHeld(rows.getLong(1), lastMicros, lastId, holds)) {
          held++;
        } else {
          free[freed++] = rows.getLong(1);
        }
      }
    }
    long[] ascending = Arrays.copyOf(free, freed);
    Arrays.sort(ascending);
    return new Piece(ascending, held, lastMicros, lastId);
  }

  /** Goes behind a piece. */
  void pass(Piece piece) {
    micros = piece.micros();
    id = piece.id();
  }

  private boolean isHeld(long sequence, long at, byte[] code, ActiveHolds holds)
      throws SQLException {
    if (holds.isEmpty()) {
      return false;
    }
    content.setLong(1, sequence);
    try (ResultSet row = content.executeQuery()) {
      return row.next()
          && holds.hold(ContentCodec.unpack(EventIdCode.decode(code), at, row.getBytes(1), names));
    } catch (StoredNames.MissingException | RuntimeException e) {
      return true; // nobody can tell what it says
    }
  }

  @Override
  public void close() throws SQLException {
    keys.close();
    content.close();
    names.close();
  }
}
