package io.audittrail.collector.access;

import io.audittrail.collector.driver.SqliteDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  static final String FILE = "tokens.db";
  private static final int BUSY_MILLIS = 5_000;
  private static final int MAX_NAME_LENGTH = 128;

  /** What makes a token one that is let in; a SQL condition. */
  private static final String LIVE =
      "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > unixepoch())";

  private final Connection connection;
  private final PreparedStatement byId;
  private final ReentrantLock lock = new ReentrantLock();

  private TokenStore(Connection connection) throws SQLException {
    this.connection = connection;
    this.byId =
        connection.prepareStatement(
            "SELECT " + TokenRow.COLUMNS + ", hash FROM tokens WHERE id = ? AND " + LIVE);
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
      Connection connection = SqliteDriver.connect(config, "jdbc:sqlite:" + file.toAbsolutePath());
      try {
        TokenSchema.migrate(connection, file);
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
    return create(name, permissions, profile, null);
  }

  /**
   * Makes a token that expires and returns what its holder sends, which nobody can find out later.
   *
   * @param expiresAt from when on it is refused, to the second; null if it does not expire
   * @throws IllegalArgumentException if the name is taken, empty or too long, there is no
   *     permission, or it would have expired already
   * @throws TokensUnavailableException if the database cannot be written
   */
  public String create(
      String name, Set<Permission> permissions, Profile profile, @Nullable Instant expiresAt) {
    requireName(name);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant end = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.SECONDS);
    if (end != null && !end.isAfter(now)) {
      throw new IllegalArgumentException(
          "the end of the token was " + end + ", allowed is what is still to come");
    }
    if (permissions.isEmpty()) {
      throw new IllegalArgumentException("permissions were none, allowed are one or more");
    }
    TokenSecret secret = TokenSecret.random();
    Token token = new Token(secret.id(), name, Set.copyOf(permissions), profile, now, end);
    return locked(
        () -> {
          release(name);
          if (!TokenRow.insert(connection, token, secret.hash())) {
            throw new IllegalArgumentException(
                "name was \"" + name + "\", which a token has that is not revoked");
          }
          return secret.text();
        });
  }

  /**
   * Makes a token that does what the one with the given name does and has its name; the old one
   * expires after a while, unless it does so before.
   *
   * @param overlap how long both are let in, 0 or more
   * @param lifetime after how long the new one expires, at least a second; null for as long as the
   *     old one was made for
   * @return what the new token's holder sends; empty if no token has the name
   * @throws IllegalArgumentException if the overlap or the lifetime is too short
   * @throws TokensUnavailableException if the database cannot be written
   */
  public Optional<String> rotate(String name, Duration overlap, @Nullable Duration lifetime) {
    if (overlap.isNegative()) {
      throw new IllegalArgumentException("overlap was " + overlap + ", allowed is 0 or more");
    }
    if (lifetime != null && lifetime.getSeconds() < 1) {
      throw new IllegalArgumentException(
          "lifetime was " + lifetime + ", allowed is a second or more");
    }
    return locked(() -> new TokenRotation(connection).rotate(name, overlap, lifetime));
  }

  /**
   * Returns the tokens that are not revoked, oldest first; those that have expired too.
   *
   * @throws TokensUnavailableException if the database cannot be read
   */
  public List<Token> list() {
    String sql =
        "SELECT "
            + TokenRow.COLUMNS
            + " FROM tokens WHERE revoked_at IS NULL ORDER BY created_at, id";
    return locked(
        () -> {
          List<Token> tokens = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
              tokens.add(TokenRow.read(rows));
            }
          }
          return tokens;
        });
  }

  /**
   * Revokes the token with the given name, and those that it replaced and that still live, or the
   * one token with the given id; returns whether there was one.
   *
   * @throws TokensUnavailableException if the database cannot be written
   */
  public boolean revoke(String nameOrId) {
    String sql =
        "UPDATE tokens SET revoked_at = ? WHERE revoked_at IS NULL AND (name = ? OR id = ?"
            + " AND NOT EXISTS (SELECT 1 FROM tokens WHERE revoked_at IS NULL AND name = ?))";
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
   * Returns the token whose holder sent the given text, if there is such a token and it is neither
   * revoked nor expired.
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
                ? Optional.of(TokenRow.read(rows))
                : Optional.empty();
          }
        });
  }

  /**
   * Returns the token with the given id, if there is one and it is neither revoked nor expired.
   *
   * @throws TokensUnavailableException if the database cannot be read
   */
  Optional<Token> findById(String id) {
    return locked(
        () -> {
          byId.setString(1, id);
          try (ResultSet rows = byId.executeQuery()) {
            return rows.next() ? Optional.of(TokenRow.read(rows)) : Optional.empty();
          }
        });
  }

  /**
   * Returns whether the given text was a token until it expired.
   *
   * @throws TokensUnavailableException if the database cannot be read
   */
  public boolean hasExpired(String text) {
    Optional<TokenSecret> sent = TokenSecret.parse(text);
    String sql =
        "SELECT hash FROM tokens WHERE id = ?"
            + " AND expires_at <= min(unixepoch(), ifnull(revoked_at, unixepoch()))";
    return sent.isPresent()
        && locked(
            () -> {
              try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, sent.get().id());
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next() && sent.get().matches(rows.getBytes("hash"));
                }
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

  /** Lets a name be given anew whose token has expired. */
  private void release(String name) throws SQLException {
    String sql =
        "UPDATE tokens SET revoked_at = expires_at"
            + " WHERE name = ? AND revoked_at IS NULL AND expires_at <= unixepoch()";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, name);
      update.executeUpdate();
    }
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
