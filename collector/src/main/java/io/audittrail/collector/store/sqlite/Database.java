package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.file.WriteAheadLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The file of the events, and how connections to it are made. */
final class Database {
  private static final List<String> WRITER =
      List.of(
          "PRAGMA page_size = 4096",
          "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = FULL",
          "PRAGMA fullfsync = ON",
          "PRAGMA cache_size = -65536",
          "PRAGMA temp_store = MEMORY",
          "PRAGMA wal_autocheckpoint = 4000",
          "PRAGMA journal_size_limit = 67108864");
  private static final List<String> READER =
      List.of("PRAGMA cache_size = -16384", "PRAGMA temp_store = MEMORY");

  private final SqliteFile file;
  private final SqliteStoreSettings settings;

  Database(SqliteStoreSettings settings) {
    this.file =
        new SqliteFile(
            settings.dataDirectory().resolve(SqliteEventStore.FILE_NAME), settings.waitMillis());
    this.settings = settings;
  }

  Path file() {
    return file.path();
  }

  /** Returns how many bytes the file and its log take. */
  long bytes() {
    return file.bytes();
  }

  WriteAheadLog log() {
    return new WriteAheadLog(file, settings.logBytes());
  }

  /** Opens the file for the one writer and brings it to the current version. */
  Connection openWriter() throws SQLException {
    return file.openWriter(
        connection -> {
          int version = Schema.version(connection, file());
          SqliteFile.execute(connection, WRITER);
          Schema.migrate(connection, version);
        });
  }

  /** Opens the file for one that reads. */
  Connection openReader() throws SQLException {
    return file.openReader(connection -> SqliteFile.execute(connection, READER));
  }
}
