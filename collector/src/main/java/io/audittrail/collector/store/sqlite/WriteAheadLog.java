package io.audittrail.collector.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
final class WriteAheadLog {
  private final Path file;
  private final int logBytes;
  private long nextBytes;

  WriteAheadLog(Path database, SqliteStoreSettings settings) {
    this.file = database.resolveSibling(database.getFileName() + "-wal");
    this.logBytes = settings.logBytes();
    this.nextBytes = logBytes;
  }

  /** Begins the log again if it is too large; to be called between transactions. */
  void bound(Statement statement) throws SQLException {
    long bytes = bytes();
    if (bytes < nextBytes) {
      return;
    }
    statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    nextBytes = bytes() + logBytes;
  }

  private long bytes() throws SQLException {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new SQLException("cannot tell the size of " + file, e);
    }
  }
}
