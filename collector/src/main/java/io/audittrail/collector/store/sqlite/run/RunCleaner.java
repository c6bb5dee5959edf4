package io.audittrail.collector.store.sqlite.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Deletes what is left of runs that are not listed: those that were merged, and those that a crash
 * left behind half written.
 */
public final class RunCleaner {
  private static final int ROWS_PER_PIECE = 2_000;

  private final PreparedStatement unlist;
  private final PreparedStatement next;
  private final PreparedStatement border;
  private final PreparedStatement deletePart;
  private final PreparedStatement deletePostings;
  private final PreparedStatement deleteMoments;
  private final PreparedStatement forget;

  public RunCleaner(Connection connection) throws SQLException {
    this.unlist = connection.prepareStatement("INSERT INTO unlisted_run VALUES (?)");
    this.next = connection.prepareStatement("SELECT min(run) FROM unlisted_run WHERE run <> ?");
    this.border =
        connection.prepareStatement(
            """
            SELECT kind, list FROM posting WHERE run = ?
            ORDER BY kind, list, first_rank LIMIT 1 OFFSET\s"""
                + ROWS_PER_PIECE);
    this.deletePart =
        connection.prepareStatement("DELETE FROM posting WHERE run = ? AND (kind, list) <= (?, ?)");
    this.deletePostings = connection.prepareStatement("DELETE FROM posting WHERE run = ?");
    this.deleteMoments =
        connection.prepareStatement(
            "DELETE FROM moments WHERE run_and_block >= ? AND run_and_block < ?");
    this.forget = connection.prepareStatement("DELETE FROM unlisted_run WHERE run = ?");
  }

  /** Says that a run is not listed: not yet, or not any more. */
  public void unlist(int run) throws SQLException {
    run(unlist, run);
  }

  /** Says that a run is listed. */
  public void list(int run) throws SQLException {
    run(forget, run);
  }

  /** Returns a run to clean that is not the given one; 0 if there is none. */
  public int next(int but) throws SQLException {
    next.setInt(1, but);
    try (ResultSet row = next.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** Deletes a part of a run, or all that is left of it. */
  public void clean(int run) throws SQLException {
    border.setInt(1, run);
    int kind = -1;
    int list = -1;
    try (ResultSet row = border.executeQuery()) {
      if (row.next()) {
        kind = row.getInt(1);
        list = row.getInt(2);
      }
    }
    if (kind >= 0) {
      deletePart.setInt(1, run);
      deletePart.setInt(2, kind);
      deletePart.setInt(3, list);
      deletePart.executeUpdate();
    } else {
      run(deletePostings, run);
      deleteMoments.setLong(1, Moments.key(run, 0));
      deleteMoments.setLong(2, Moments.key(run + 1, 0));
      deleteMoments.executeUpdate();
      run(forget, run);
    }
  }

  private static void run(PreparedStatement statement, int run) throws SQLException {
    statement.setInt(1, run);
    statement.executeUpdate();
  }
}
