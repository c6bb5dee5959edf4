package io.audittrail.collector.access;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The tokens of a data directory, in a database of their own, {@code tokens.db}, so that the
 * command line never competes with the writer of events. Each question is put to the database, so
 * that what another process made or revoked counts at once.
 *
 * <p>Safe for use by any number of threads and processes.
 */
public final class TokenStore implements AutoCloseable {
  private static final String FILE = "tokens.db";
  private static final int SCHEMA = 1;
  private static final int BUSY_MILLIS = 5_000;
  private static final int MAX_NAME_LENGTH = 128;

  private static final String COLUMNS =
      "id, name, permissions, tenant, user, username, email, display_name, created_at";

  private final Connection connection;
  private final PreparedStatement byId;
  private final ReentrantLock lock = new ReentrantLock();

  private TokenStore(Connection connection) throws SQLException {
    this.connection = connection;
    this.byId =
        connection.prepareStatement(
            "SELECT " + COLUMNS + ", hash FROM tokens WHERE id = ? AND revoked_at IS NULL");
  }

  /**
   * Opens the tokens of a directory; makes the database if it is not there.
   *
   * @throws IOException if the database cannot be opened or was made by a newer version
   */
  public static TokenStore open(DataDirectory directory) throws IOException {
    Path file = directory.privateFile(FILE);
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      try {
        migrate(connection, file);
        return new TokenStore(connection);
      } catch (SQLException | IOException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException("tokens in " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /**
   * Makes a token and returns what its holder sends, which nobody can find out later.
   *
   * @throws IllegalArgumentException if the name is taken, empty or too long, or there is no
   *     permission
   * @throws TokensUnavailableException if the database cannot be written
   */
  public String create(String name, Set<Permission> permissions, Profile profile) {
    requireName(name);
    if (permissions.isEmpty()) {
      throw new IllegalArgumentException("permissions were none, allowed are one or more");
    }
    TokenSecret secret = TokenSecret.random();
    Token token =
        new Token(
            secret.id(),
            name,
            Set.copyOf(permissions),
            profile,
            Instant.ofEpochSecond(Instant.now().getEpochSecond()));
    return locked(
        () -> {
          if (insert(token, secret.hash()) == 0) {
            throw new IllegalArgumentException(
                "name was \"" + name + "\", which a token has that is not revoked");
          }
          return secret.text();
        });
  }

  /**
   * Returns the tokens that are not revoked, oldest first.
   *
   * @throws TokensUnavailableException if the database cannot be read
   */
  public List<Token> list() {
    String sql =
        "SELECT " + COLUMNS + " FROM tokens WHERE revoked_at IS NULL ORDER BY created_at, id";
    return locked(
        () -> {
          List<Token> tokens = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
              tokens.add(token(rows));
            }
          }
          return tokens;
        });
  }

  /**
   * Revokes the token with the given name or id and returns whether there was one.
   *
   * @throws TokensUnavailableException if the database cannot be written
   */
  public boolean revoke(String nameOrId) {
    String sql =
        "UPDATE tokens SET revoked_at = ? WHERE revoked_at IS NULL AND id ="
            + " (SELECT id FROM tokens WHERE revoked_at IS NULL AND (name = ? OR id = ?)"
            + " ORDER BY name = ? DESC LIMIT 1)";
    return locked(
        () -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, Instant.now().getEpochSecond());
            update.setString(2, nameOrId);
            update.setString(3, nameOrId);
            update.setString(4, nameOrId);
            return update.executeUpdate() > 0;
          }
        });
  }

  /**
   * Returns the token whose holder sent the given text, if there is such a token and it is not
   * revoked.
   *
   * @throws TokensUnavailableException if the database cannot be read
   */
  public Optional<Token> find(String text) {
    Optional<TokenSecret> sent = TokenSecret.parse(text);
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    return locked(
        () -> {
          byId.setString(1, sent.get().id());
          try (ResultSet rows = byId.executeQuery()) {
            return rows.next() && sent.get().matches(rows.getBytes("hash"))
                ? Optional.of(token(rows))
                : Optional.empty();
          }
        });
  }

  /**
   * Returns the token with the given id, if there is such a token and it is not revoked.
   *
   * @throws TokensUnavailableException if the database cannot be read
   */
  Optional<Token> findById(String id) {
    return locked(
        () -> {
          byId.setString(1, id);
          try (ResultSet rows = byId.executeQuery()) {
            return rows.next() ? Optional.of(token(rows)) : Optional.empty();
          }
        });
  }

  @Override
  public void close() {
    locked(
        () -> {
          byId.close();
          connection.close();
          return true;
        });
  }

  private static void migrate(Connection connection, Path file) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      int version;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        version = row.getInt(1);
      }
      if (version > SCHEMA) {
        throw new IOException(file + " has schema " + version + ", known are up to " + SCHEMA);
      }
      if (version == 0) {
        statement.execute(
            "CREATE TABLE tokens (id TEXT PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL,"
                + " permissions TEXT NOT NULL, tenant TEXT, user TEXT, username TEXT, email TEXT,"
                + " display_name TEXT, created_at INTEGER NOT NULL, revoked_at INTEGER)");
        statement.execute(
            "CREATE UNIQUE INDEX live_names ON tokens (name) WHERE revoked_at IS NULL");
        statement.execute("PRAGMA user_version = " + SCHEMA);
      }
      statement.execute("COMMIT");
    }
  }

  private int insert(Token token, byte[] hash) throws SQLException {
    String sql =
        "INSERT INTO tokens ("
            + COLUMNS
            + ", hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      Set<String> names = new TreeSet<>();
      token.permissions().forEach(permission -> names.add(permission.wireName()));
      insert.setString(1, token.id());
      insert.setString(2, token.name());
      insert.setString(3, String.join(" ", names));
      insert.setString(4, token.profile().tenant());
      insert.setString(5, token.profile().user());
      insert.setString(6, token.profile().username());
      insert.setString(7, token.profile().email());
      insert.setString(8, token.profile().displayName());
      insert.setLong(9, token.createdAt().getEpochSecond());
      insert.setBytes(10, hash);
      return insert.executeUpdate();
    }
  }

  private static Token token(ResultSet row) throws SQLException {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (String name : row.getString("permissions").split(" ", -1)) {
      Permission.find(name).ifPresent(permissions::add);
    }
    return new Token(
        row.getString("id"),
        row.getString("name"),
        permissions,
        new Profile(
            text(row, "tenant"),
            text(row, "user"),
            text(row, "username"),
            text(row, "email"),
            text(row, "display_name")),
        Instant.ofEpochSecond(row.getLong("created_at")));
  }

  @SuppressWarnings("NullAway") // JDBC gives null for NULL
  private static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  private static void requireName(String name) {
    if (name.isBlank()
        || name.length() > MAX_NAME_LENGTH
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "name had "
              + name.strip().length()
              + " characters, allowed are 1 to "
              + MAX_NAME_LENGTH
              + " without control characters");
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  private <T> T locked(Work<T> work) {
    lock.lock();
    try {
      return work.run();
    } catch (SQLException e) {
      throw new TokensUnavailableException(
          "tokens cannot be read or written: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }
}
