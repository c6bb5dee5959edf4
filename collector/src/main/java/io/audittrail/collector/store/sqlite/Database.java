package io.audittrail.collector.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The file, and how connections to it are made. */
final class Database {
  private static final String FILE_NAME = "events.db";

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

  private final Path file;
  private final SqliteStoreSettings settings;

  Database(SqliteStoreSettings settings) {
    this.file = settings.dataDirectory().resolve(FILE_NAME).toAbsolutePath();
    this.settings = settings;
  }

  Path file() {
    return file;
  }

  /** Returns how many bytes the file and its log take. */
  long bytes() {
    return size(file) + size(file.resolveSibling(FILE_NAME + "-wal"));
  }

  private static long size(Path path) {
    return path.toFile().length(); // 0 if there is none
  }

  WriteAheadLog log() {
    return new WriteAheadLog(file, settings);
  }

  /** Opens the file for the one writer and brings it to the current version. */
  Connection openWriter() throws SQLException {
    Connection connection = open(new SQLiteConfig());
    try {
      int version = Schema.version(connection, file);
      execute(connection, WRITER);
      Schema.migrate(connection, version);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Opens the file for one that reads. */
  Connection openReader() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    Connection connection = open(config);
    try {
      execute(connection, READER);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Connection open(SQLiteConfig config) throws SQLException {
    config.setBusyTimeout(settings.waitMillis());
    config.resetOpenMode(SQLiteOpenMode.FULLMUTEX); // one thread at a time uses a connection
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    config.setGetGeneratedKeys(false); // would run a query after each insert
    return config.createConnection(url(file));
  }

  /** Returns the address of a file for the driver, whatever characters its name has. */
  static String url(Path file) {
    return "jdbc:sqlite:" + file.toUri();
  }

  private static void execute(Connection connection, List<String> pragmas) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String pragma : pragmas) {
        statement.execute(pragma);
      }
    }
  }
}
