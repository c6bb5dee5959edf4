package io.audittrail.collector.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A token as a row of {@code tokens.db}. */
final class TokenRow {
  static final String COLUMNS =
      "id, name, permissions, tenant, user, username, email, display_name, created_at, expires_at";

  private TokenRow() {}

  static Token read(ResultSet row) throws SQLException {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (String name : row.getString("permissions").split(" ", -1)) {
      Permission.find(name).ifPresent(permissions::add);
    }
    long expiresAt = row.getLong("expires_at");
    Instant end = row.wasNull() ? null : Instant.ofEpochSecond(expiresAt);
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
        Instant.ofEpochSecond(row.getLong("created_at")),
        end);
  }

  /** Inserts a token and returns whether its name was free. */
  static boolean insert(Connection connection, Token token, byte[] hash) throws SQLException {
    String sql =
        "INSERT INTO tokens ("
            + COLUMNS
            + ", hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
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
      Instant end = token.expiresAt();
      if (end == null) {
        insert.setNull(10, Types.INTEGER);
      } else {
        insert.setLong(10, end.getEpochSecond());
      }
      insert.setBytes(11, hash);
      return insert.executeUpdate() > 0;
    }
  }

  @SuppressWarnings("NullAway") // JDBC gives null for NULL
  private static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }
}
