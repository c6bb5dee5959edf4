package io.audittrail.collector.store.sqlite.retention;

import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.sqlite.Schema;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.upkeep.StoredFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Opens the file of the events for a command that changes it beside the collector. */
final class OpenedFile {
  private static final int WAIT_MILLIS = 10_000;

  private static final List<String> CHANGER =
      List.of(
          "PRAGMA synchronous = FULL",
          "PRAGMA fullfsync = ON",
          "PRAGMA cache_size = -32768",
          "PRAGMA temp_store = MEMORY",
          "PRAGMA wal_autocheckpoint = 4000");

  private OpenedFile() {}

  /** Opens the file for one that changes it. */
  static Connection changer(Path directory) throws SQLException {
    StoredFile stored = StoredFile.in(directory);
    return new SqliteFile(stored.path(), WAIT_MILLIS)
        .openWriter(
            connection -> {
              requireCurrent(connection, stored.path());
              SqliteFile.execute(connection, CHANGER);
            });
  }

  /** Opens the file for one that looks at it. */
  static Connection reader(Path directory) throws SQLException {
    StoredFile stored = StoredFile.in(directory);
    return new SqliteFile(stored.path(), WAIT_MILLIS)
        .openReader(connection -> requireCurrent(connection, stored.path()));
  }

  /** An older collector that runs would not know what to do without events that are removed. */
  private static void requireCurrent(Connection connection, Path file) throws SQLException {
    int version = Schema.requireKnown(connection, "main", file);
    if (version < Schema.VERSION) {
      throw new StoreUnavailableException(
          file
              + " has schema version "
              + version
              + ", needed is "
              + Schema.VERSION
              + ": serve it once with this collector",
          null);
    }
  }
}
