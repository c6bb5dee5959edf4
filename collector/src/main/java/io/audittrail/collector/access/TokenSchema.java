package io.audittrail.collector.access;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of {@code tokens.db}, and how those of an older version become today's. */
final class TokenSchema {
  private static final int VERSION = 2;

  private TokenSchema() {}

  /**
   * Makes the tables, or brings them up to date, all or nothing.
   *
   * @throws IOException if they were made by a newer version
   */
  static void migrate(Connection connection, Path file) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      int version;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        version = row.getInt(1);
      }
      if (version > VERSION) {
        throw new IOException(file + " has schema " + version + ", known are up to " + VERSION);
      }
      if (version < 1) {
        makeTokens(statement);
      }
      if (version < 2) {
        addExpiry(statement);
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      statement.execute("COMMIT");
    }
  }

  private static void makeTokens(Statement statement) throws SQLException {
    statement.execute(
        "CREATE TABLE tokens (id TEXT PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL,"
            + " permissions TEXT NOT NULL, tenant TEXT, user TEXT, username TEXT, email TEXT,"
            + " display_name TEXT, created_at INTEGER NOT NULL, revoked_at INTEGER)");
    statement.execute("CREATE UNIQUE INDEX live_names ON tokens (name) WHERE revoked_at IS NULL");
  }

  /** A token that was replaced keeps its name beside its successor, so both may have it. */
  private static void addExpiry(Statement statement) throws SQLException {
    statement.execute("ALTER TABLE tokens ADD COLUMN expires_at INTEGER");
    statement.execute("ALTER TABLE tokens ADD COLUMN replaced_at INTEGER");
    statement.execute("DROP INDEX live_names");
    statement.execute(
        "CREATE UNIQUE INDEX live_names ON tokens (name)"
            + " WHERE revoked_at IS NULL AND replaced_at IS NULL");
  }
}
