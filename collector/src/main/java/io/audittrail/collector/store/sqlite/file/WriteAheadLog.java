package io.audittrail.collector.store.sqlite.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps the write-ahead log from growing without bound.
 *
 * <p>SQLite copies the log to the file as it grows, and begins it again when no reader is in it.
 * Readers that follow each other without a pause can prevent that for ever. So when the log has
 * grown over the bound, the writer waits a while for those that read, and tries again each time
 * that it has grown as much again.
 */
public final class WriteAheadLog {
  private final SqliteFile file;
  private final int logBytes;
  private long nextBytes;

  /** Makes the log of a file known, with its bound. */
  public WriteAheadLog(SqliteFile file, int logBytes) {
    this.file = file;
    this.logBytes = logBytes;
    this.nextBytes = logBytes;
  }

  /** Begins the log again if it is too large; to be called between transactions. */
  public void bound(Statement statement) throws SQLException {
    long bytes = bytes();
    if (bytes < nextBytes) {
      return;
    }
    try (ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      result.next(); // a statement that is not read to its end stays in the way of the next one
    }
    nextBytes = bytes() + logBytes;
  }

  /**
   * Copies all of the log to the file, with a full sync: after a sync of the log that failed, the
   * system may take for written what is in memory alone.
   *
   * @throws SQLException if that fails, or somebody reads for too long
   */
  public void copy(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(FULL)")) {
      if (result.next() && result.getInt(1) != 0) {
        throw new SQLException("the log cannot be copied to the file while others read it");
      }
    }
  }

  private long bytes() {
    return file.log().toFile().length(); // 0 if there is none
  }
}
