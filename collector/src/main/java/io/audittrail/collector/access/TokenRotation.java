package io.audittrail.collector.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a new token beside an old one of the same name, which lives on for a while. */
final class TokenRotation {
  private final Connection connection;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  TokenRotation(Connection connection) {
    this.connection = connection;
  }

  /** Does all of it or nothing; empty if no token has the name. */
  Optional<String> rotate(String name, Duration overlap, @Nullable Duration lifetime)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      Optional<Token> old = current(name);
      Optional<String> text = Optional.empty();
      if (old.isPresent()) {
        replace(old.get(), now.plus(overlap));
        text = Optional.of(insert(old.get(), lifetime));
      }
      connection.commit();
      return text;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private Optional<Token> current(String name) throws SQLException {
    String sql =
        "SELECT "
            + TokenRow.COLUMNS
            + " FROM tokens WHERE name = ? AND revoked_at IS NULL AND replaced_at IS NULL";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(TokenRow.read(rows)) : Optional.empty();
      }
    }
  }

  private void replace(Token old, Instant end) throws SQLException {
    String sql =
        "UPDATE tokens SET replaced_at = ?, expires_at = min(ifnull(expires_at, ?), ?)"
            + " WHERE id = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, now.getEpochSecond());
      update.setLong(2, end.getEpochSecond());
      update.setLong(3, end.getEpochSecond());
      update.setString(4, old.id());
      update.executeUpdate();
    }
  }

  private String insert(Token old, @Nullable Duration lifetime) throws SQLException {
    Instant end = old.expiresAt();
    if (lifetime != null) {
      end = now.plus(lifetime);
    } else if (end != null) {
      end = now.plus(Duration.between(old.createdAt(), end));
    }
    TokenSecret secret = TokenSecret.random();
    Token token = new Token(secret.id(), old.name(), old.permissions(), old.profile(), now, end);
    if (!TokenRow.insert(connection, token, secret.hash())) {
      throw new SQLException("the new token could not be inserted");
    }
    return secret.text();
  }
}
