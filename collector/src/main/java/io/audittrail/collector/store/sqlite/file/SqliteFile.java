package io.audittrail.collector.store.sqlite.file;

import io.audittrail.collector.driver.SqliteDriver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** A file of SQLite, and how connections to it are made; each is for one thread at a time. */
public final class SqliteFile {
  private final Path path;
  private final int waitMillis;

  /**
   * Makes a file known; it need not be there.
   *
   * @param waitMillis how long a connection waits for a lock
   */
  public SqliteFile(Path path, int waitMillis) {
    this.path = path.toAbsolutePath();
    this.waitMillis = waitMillis;
  }

  /** Returns where the file is. */
  public Path path() {
    return path;
  }

  /** Returns where the write-ahead log is, which is not always there. */
  public Path log() {
    return beside("-wal");
  }

  /** Returns the path of a file that belongs to this one. */
  public Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  /** Returns how many bytes the file and its log take. */
  public long bytes() {
    return path.toFile().length() + log().toFile().length(); // 0 of what is not there
  }

  /** What a connection is told before it is used. */
  @FunctionalInterface
  public interface Preparation {
    /** Prepares a connection, or throws if it is not to be used. */
    void prepare(Connection connection) throws SQLException;
  }

  /** Opens the file for one that writes, and makes it if there is none. */
  public Connection openWriter(Preparation preparation) throws SQLException {
    return open(new SQLiteConfig(), preparation);
  }

  /** Opens the file for one that reads. */
  public Connection openReader(Preparation preparation) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(config, preparation);
  }

  /**
   * Opens the file for one that reads, in a way of SQLite's own.
   *
   * @param parameters of its address, such as {@code immutable=1}
   */
  public Connection openReader(String parameters) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(config, url(path) + "?" + parameters, connection -> {});
  }

  private Connection open(SQLiteConfig config, Preparation preparation) throws SQLException {
    return open(config, url(path), preparation);
  }

  private Connection open(SQLiteConfig config, String url, Preparation preparation)
      throws SQLException {
    config.setBusyTimeout(waitMillis);
    config.resetOpenMode(SQLiteOpenMode.FULLMUTEX); // one thread at a time uses a connection
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    config.setGetGeneratedKeys(false); // would run a query after each insert
    Connection connection = SqliteDriver.connect(config, url);
    try {
      preparation.prepare(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Returns the address of a file for the driver, whatever characters its name has. */
  public static String url(Path file) {
    return "jdbc:sqlite:" + file.toUri();
  }

  /** Returns whether a failure says that the disk did not do what it was asked. */
  public static boolean isIoError(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof SQLiteException sqlite
        ? (sqlite.getResultCode().code & 0xFF) == SQLiteErrorCode.SQLITE_IOERR.code
        : cause != null && isIoError(cause);
  }

  /** Executes statements that return nothing. */
  public static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Returns the number that a query answers; 0 if it answers none. */
  public static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }
}
