package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.file.WriteAheadLog;
import io.audittrail.collector.store.sqlite.run.DamagedIndexException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The file of the index. All of it comes from the events: if it is not what it should be, it is
 * thrown away and made anew.
 */
final class IndexFile {
  /** "AUDX" in ASCII. */
  static final int APPLICATION_ID = 0x41554458;

  /** Counts up when the form of the file changes; a file of another version is made anew. */
  static final int VERSION = 3;

  private static final String FILE_NAME = "index.db";
  private static final int LOG_BYTES = 64 * 1024 * 1024;

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE list (
            list INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            value TEXT NOT NULL)
          """,
          "CREATE UNIQUE INDEX list_of ON list (kind, value)",
          """
          CREATE TABLE run (
            run INTEGER PRIMARY KEY,
            first_sequence INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL,
            events INTEGER NOT NULL,
            removed INTEGER NOT NULL,
            first_micros INTEGER NOT NULL,
            last_micros INTEGER NOT NULL,
            directory BLOB NOT NULL)
          """,
          """
          CREATE TABLE moments (
            run_and_block INTEGER PRIMARY KEY,
            events BLOB NOT NULL)
          """,
          """
          CREATE TABLE posting (
            run INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            list INTEGER NOT NULL,
            first_rank INTEGER NOT NULL,
            count INTEGER NOT NULL,
            ranks BLOB NOT NULL,
            PRIMARY KEY (run, kind, list, first_rank)) WITHOUT ROWID
          """,
          "CREATE TABLE unlisted_run (run INTEGER PRIMARY KEY)",
          """
          CREATE TABLE posted (
            sequence INTEGER NOT NULL,
            event_id BLOB NOT NULL,
            next_run INTEGER NOT NULL,
            version INTEGER NOT NULL)
          """,
          "INSERT INTO posted VALUES (0, x'', 1, 1)",
          "PRAGMA application_id = " + APPLICATION_ID,
          "PRAGMA user_version = " + VERSION);

  private static final List<String> WRITER =
      List.of(
          "PRAGMA page_size = 8192",
          "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = NORMAL",
          "PRAGMA cache_size = -32768",
          "PRAGMA temp_store = MEMORY",
          "PRAGMA wal_autocheckpoint = 2000",
          "PRAGMA journal_size_limit = 16777216");
  private static final List<String> READER =
      List.of("PRAGMA cache_size = -8192", "PRAGMA temp_store = MEMORY");

  private final SqliteFile file;

  IndexFile(Path directory, int waitMillis) {
    this.file = new SqliteFile(directory.resolve(FILE_NAME), waitMillis);
  }

  Path path() {
    return file.path();
  }

  long bytes() {
    return file.bytes();
  }

  WriteAheadLog log() {
    return new WriteAheadLog(file, LOG_BYTES);
  }

  /**
   * Opens the file for the one that fills it, and makes it if there is none.
   *
   * @throws DamagedIndexException if it is not what it should be
   */
  Connection openWriter() throws SQLException {
    return file.openWriter(
        connection -> {
          SqliteFile.execute(connection, WRITER);
          if (SqliteFile.number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
            SqliteFile.execute(connection, List.of("BEGIN IMMEDIATE"));
            SqliteFile.execute(connection, TABLES);
            SqliteFile.execute(connection, List.of("COMMIT"));
          }
          long application = SqliteFile.number(connection, "PRAGMA application_id");
          long version = SqliteFile.number(connection, "PRAGMA user_version");
          if (application != APPLICATION_ID || version != VERSION) {
            throw new DamagedIndexException("it is of another version");
          }
        });
  }

  Connection openReader() throws SQLException {
    return file.openReader(connection -> SqliteFile.execute(connection, READER));
  }

  /** Throws the file away; nobody may have it open. */
  void delete() throws SQLException {
    try {
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Files.deleteIfExists(file.beside(suffix));
      }
    } catch (IOException e) {
      throw new SQLException("cannot delete " + file.path(), e);
    }
  }

  /** Returns whether a failure says that the file must be made anew. */
  static boolean isUnusable(Throwable failure) {
    if (failure instanceof SQLiteException sqlite) {
      SQLiteErrorCode code = sqlite.getResultCode();
      int primary = code.code & 0xFF;
      return primary == SQLiteErrorCode.SQLITE_NOTADB.code
          || primary == SQLiteErrorCode.SQLITE_CORRUPT.code
          || primary == SQLiteErrorCode.SQLITE_ERROR.code; // such as a table that is missing
    }
    return failure instanceof DamagedIndexException;
  }
}
