package io.audittrail.collector.driver;

import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Makes connections to files of SQLite; safe for use by any thread. */
public final class SqliteDriver {
  private SqliteDriver() {}

  /**
   * Connects to a file.
   *
   * @param url the driver's address of the file
   * @throws SQLException if the file cannot be opened, or SQLite's library cannot be loaded
   */
  public static Connection connect(SQLiteConfig config, String url) throws SQLException {
    SqliteLibrary.load();
    return config.createConnection(url);
  }
}
