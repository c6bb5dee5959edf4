package io.audittrail.collector.store.sqlite.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Removes events piece by piece, each in a transaction that says so. */
final class Remover implements AutoCloseable {
  private final Connection connection;
  private final WriteTurn turn;
  private final RemovalRecord record;
  private final PreparedStatement delete;
  private boolean begun;

  Remover(Connection connection, Retention.Request request) throws SQLException {
    this.connection = connection;
    this.turn = new WriteTurn(connection);
    this.record = new RemovalRecord(connection, request);
    this.delete = connection.prepareStatement("DELETE FROM event WHERE sequence BETWEEN ? AND ?");
  }

  /** Removes what is free of a piece; returns false if the holds are not the same any more. */
  boolean remove(Candidates.Piece piece, ActiveHolds holds) throws SQLException {
    if (piece.free().length == 0) {
      record.addHeld(piece.held());
      return true;
    }
    boolean removed =
        turn.take(
            () -> {
              if (!holds.areCurrent(connection)) {
                return false;
              }
              record.requireUntold();
              record.addHeld(piece.held());
              removeRanges(piece.free());
              record.save();
              return true;
            });
    begun |= removed;
    return removed;
  }

  private void removeRanges(long[] sequences) throws SQLException {
    int from = 0;
    for (int i = 1; i <= sequences.length; i++) {
      if (i == sequences.length || sequences[i] != sequences[i - 1] + 1) {
        removeRange(sequences[from], sequences[i - 1]);
        from = i;
      }
    }
  }

  private void removeRange(long first, long last) throws SQLException {
    delete.setLong(1, first);
    delete.setLong(2, last);
    if (delete.executeUpdate() != last - first + 1) {
      throw new SQLException("another command removes events at the same time");
    }
    record.add(first, last);
  }

  /** Returns the transactions, of which the last one shows how long they take. */
  WriteTurn turn() {
    return turn;
  }

  /** Says that all is removed. */
  void end() throws SQLException {
    if (begun) {
      turn.take(
          () -> {
            record.requireUntold();
            record.end();
            return true;
          });
    }
  }

  @Override
  public void close() throws SQLException {
    delete.close();
    record.close();
    turn.close();
  }
}
