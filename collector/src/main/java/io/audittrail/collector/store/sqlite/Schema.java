package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, and how a file of an older version gets them.
 *
 * <p>{@code application_id} says that a file is ours, {@code user_version} how many of the
 * migrations it has had.
 */
public final class Schema {
  /** "AUDT" in ASCII. */
  public static final int APPLICATION_ID = 0x41554454;

  /** The migrations in order, each a list of statements; one that was released never changes. */
  private static final List<List<String>> MIGRATIONS =
      List.of(
          List.of(
              """
              CREATE TABLE event (
                sequence INTEGER PRIMARY KEY,
                occurred_at INTEGER NOT NULL,
                event_id BLOB NOT NULL,
                content BLOB NOT NULL)
              """,
              "CREATE UNIQUE INDEX event_in_time ON event (occurred_at, event_id)",
              """
              CREATE TABLE tenant_event (
                tenant INTEGER NOT NULL,
                occurred_at INTEGER NOT NULL,
                event_id BLOB NOT NULL,
                sequence INTEGER NOT NULL,
                PRIMARY KEY (tenant, occurred_at, event_id)) WITHOUT ROWID
              """,
              """
              CREATE TABLE name (
                reference INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE)
              """,
              """
              CREATE TABLE description (
                written INTEGER PRIMARY KEY,
                kind INTEGER NOT NULL,
                id TEXT NOT NULL,
                owner TEXT NOT NULL,
                bound INTEGER NOT NULL,
                parent TEXT,
                name TEXT,
                title TEXT,
                email TEXT)
              """,
              "CREATE UNIQUE INDEX description_of ON description (kind, id, owner, bound)"),
          List.of(
              """
              CREATE TABLE posting (
                key INTEGER NOT NULL,
                occurred_at INTEGER NOT NULL,
                event_id BLOB NOT NULL,
                sequence INTEGER NOT NULL,
                PRIMARY KEY (key, occurred_at, event_id)) WITHOUT ROWID
              """,
              "CREATE TABLE posted (sequence INTEGER NOT NULL)",
              "INSERT INTO posted VALUES (0)",
              "CREATE TABLE posted_type (type TEXT PRIMARY KEY) WITHOUT ROWID",
              "DROP TABLE tenant_event"),
          List.of("DROP TABLE posting", "DROP TABLE posted", "DROP TABLE posted_type"),
          List.of(
              """
              CREATE TABLE producer (
                producer INTEGER PRIMARY KEY,
                writer TEXT NOT NULL,
                name TEXT NOT NULL,
                first_at INTEGER NOT NULL,
                last_at INTEGER NOT NULL,
                last_number INTEGER,
                ended_at INTEGER,
                lowest INTEGER NOT NULL,
                highest INTEGER NOT NULL,
                seen INTEGER NOT NULL,
                refused INTEGER NOT NULL,
                conflicts INTEGER NOT NULL)
              """,
              "CREATE UNIQUE INDEX producer_of ON producer (writer, name)",
              "CREATE INDEX producer_by_name ON producer (name, writer)",
              """
              CREATE TABLE producer_range (
                producer INTEGER NOT NULL,
                kind INTEGER NOT NULL,
                first INTEGER NOT NULL,
                last INTEGER NOT NULL,
                since INTEGER NOT NULL,
                PRIMARY KEY (producer, kind, first)) WITHOUT ROWID
              """),
          List.of(
              """
              CREATE TABLE removal (
                removal INTEGER PRIMARY KEY,
                cutoff INTEGER NOT NULL,
                began_at INTEGER NOT NULL,
                ended_at INTEGER,
                removed INTEGER NOT NULL,
                held_back INTEGER NOT NULL,
                first INTEGER NOT NULL,
                last INTEGER NOT NULL)
              """,
              """
              CREATE TABLE removed_range (
                first INTEGER PRIMARY KEY,
                last INTEGER NOT NULL)
              """,
              """
              CREATE TABLE hold (
                hold INTEGER PRIMARY KEY,
                filter TEXT NOT NULL,
                reason TEXT NOT NULL,
                added_at INTEGER NOT NULL,
                added_by TEXT NOT NULL,
                removed_at INTEGER,
                removed_by TEXT)
              """,
              """
              CREATE TABLE notice (
                notice INTEGER PRIMARY KEY,
                due_at INTEGER NOT NULL,
                occurred_at INTEGER NOT NULL,
                event_id TEXT NOT NULL UNIQUE,
                event_type TEXT NOT NULL,
                actor_user TEXT NOT NULL,
                attributes TEXT NOT NULL)
              """));

  /** The version of a file that is up to date. */
  public static final int VERSION = MIGRATIONS.size();

  private Schema() {}

  /**
   * Returns how many migrations a file has had, without changing it.
   *
   * @throws StoreUnavailableException if the file is not ours or newer than we are
   */
  static int version(Connection connection, Path file) throws SQLException {
    return version(connection, "main", file);
  }

  /**
   * Makes sure that a file that is there is ours and that we can read it.
   *
   * @param schema the name under which the connection knows it
   * @return how many migrations it has had, at least 1
   * @throws StoreUnavailableException if the file is not ours, newer than we are, or empty
   */
  public static int requireKnown(Connection connection, String schema, Path file)
      throws SQLException {
    int version = version(connection, schema, file);
    if (version == 0) {
      throw new StoreUnavailableException(file + " has no tables", null);
    }
    return version;
  }

  private static int version(Connection connection, String schema, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int application = number(statement, "PRAGMA " + schema + ".application_id");
      int version = number(statement, "PRAGMA " + schema + ".user_version");
      boolean isNew =
          application == 0
              && version == 0
              && number(statement, "SELECT count(*) FROM " + schema + ".sqlite_schema") == 0;
      if (!isNew && application != APPLICATION_ID) {
        throw new StoreUnavailableException(file + " is a database of something else", null);
      }
      if (version > VERSION) {
        throw new StoreUnavailableException(
            file
                + " has schema version "
                + version
                + ", this collector knows versions up to "
                + VERSION
                + ": use a newer collector",
            null);
      }
      return version;
    }
  }

  /** Brings a file of the given version to the current one, each step in a transaction. */
  static void migrate(Connection connection, int version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int next = version; next < VERSION; next++) {
        statement.execute("BEGIN IMMEDIATE");
        for (String change : MIGRATIONS.get(next)) {
          statement.execute(change);
        }
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + (next + 1));
        statement.execute("COMMIT");
      }
    }
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }
}
