package io.audittrail.collector.store.sqlite;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.content.KindCode;
import io.audittrail.event.Resource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes descriptions within the writer's transactions; one that changes nothing costs no write.
 *
 * <p>A row belongs to its owner: the tenant of the bound writer, else the tenant that the entry
 * itself names, else nobody (an empty owner). What a bound and an unbound writer said about a
 * tenant's resource are two rows, because only an unbound writer's word tells whose a dataset is.
 *
 * <p>An entry that says no more than an id is what a page shows for a resource that nobody
 * described; when such a page is taken in, it replaces nothing that somebody did say.
 */
final class DescriptionTable implements AutoCloseable {
  private static final int MOST_CACHED = 16_384;
  private static final int LONGEST_CACHED = 512;

  private final PreparedStatement find;
  private final PreparedStatement findOwners;
  private final PreparedStatement replace;

  /** What is known to be the last that was written for its key. */
  private final Map<Key, Resource> current = new RecentlyUsed<>(MOST_CACHED);

  private record Key(ResourceKind kind, String id, String owner, boolean bound) {
    Key twin() {
      return new Key(kind, id, owner, !bound);
    }
  }

  DescriptionTable(Connection connection) throws SQLException {
    this.find =
        connection.prepareStatement(
            """
            SELECT bound, parent, name, title, email FROM description
            WHERE kind = ? AND id = ? AND owner = ? ORDER BY written DESC LIMIT 1
            """);
    this.findOwners =
        connection.prepareStatement("SELECT owner FROM description WHERE kind = ? AND id = ?");
    // A replaced row gets a new number, which is how the one written last is known.
    this.replace =
        connection.prepareStatement(
            """
            INSERT OR REPLACE INTO description (kind, id, owner, bound, parent, name, title, email)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """);
  }

  /** Writes descriptions in their order. */
  void add(List<Resource> descriptions, @Nullable String writer) throws SQLException {
    for (Resource description : descriptions) {
      String owner = writer == null ? tenantNamedBy(description) : writer;
      Key key = new Key(description.kind(), description.id(), owner, writer != null);
      if (!description.equals(current.get(key))
          && !(saysNothing(description) && isDescribed(key))) {
        if (!isLastWritten(key, description)) {
          write(key, description);
        }
        remember(key, description);
      }
    }
  }

  /** Returns the tenant that an entry names without asking what it belongs to, or nothing. */
  private static String tenantNamedBy(Resource description) {
    return switch (description.kind()) {
      case TENANT -> description.id();
      case USER, PROJECT -> description.parentId() == null ? "" : description.parentId();
      default -> "";
    };
  }

  /** A user's tenant is no news either: a page shows the one of the actor's event. */
  private static boolean saysNothing(Resource description) {
    String id = description.id();
    return isEmptyOr(id, description.name())
        && isEmptyOr(id, description.title())
        && isEmptyOr("", description.email())
        && (description.kind() == ResourceKind.USER || isEmptyOr("", description.parentId()));
  }

  private static boolean isEmptyOr(String text, @Nullable String part) {
    return part == null || part.isEmpty() || part.equals(text);
  }

  private boolean isDescribed(Key key) throws SQLException {
    findOwners.setInt(1, KindCode.of(key.kind()));
    findOwners.setString(2, key.id());
    try (ResultSet rows = findOwners.executeQuery()) {
      while (rows.next()) {
        if (!key.bound() || rows.getString(1).equals(key.owner())) {
          return true;
        }
      }
      return false;
    }
  }

  private boolean isLastWritten(Key key, Resource description) throws SQLException {
    find.setInt(1, KindCode.of(key.kind()));
    find.setString(2, key.id());
    find.setString(3, key.owner());
    try (ResultSet row = find.executeQuery()) {
      return row.next()
          && row.getBoolean(1) == key.bound()
          && description.equals(
              new Resource(
                  key.kind(),
                  key.id(),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5)));
    }
  }

  private void write(Key key, Resource description) throws SQLException {
    replace.setInt(1, KindCode.of(key.kind()));
    replace.setString(2, key.id());
    replace.setString(3, key.owner());
    replace.setBoolean(4, key.bound());
    replace.setString(5, description.parentId());
    replace.setString(6, description.name());
    replace.setString(7, description.title());
    replace.setString(8, description.email());
    replace.executeUpdate();
  }

  private void remember(Key key, Resource description) {
    current.remove(key.twin());
    if (length(description) <= LONGEST_CACHED) {
      current.put(key, description);
    } else {
      current.remove(key);
    }
  }

  static int length(Resource description) {
    return description.id().length()
        + length(description.parentId())
        + length(description.name())
        + length(description.title())
        + length(description.email());
  }

  private static int length(@Nullable String part) {
    return part == null ? 0 : part.length();
  }

  @Override
  public void close() throws SQLException {
    find.close();
    findOwners.close();
    replace.close();
  }
}
