package io.audittrail.collector.store.sqlite.upkeep;

import io.audittrail.collector.store.content.ContentCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Finds the names that events refer to, and says which are missing. */
public final class StoredNames
    implements ContentCodec.NamesByReference<SQLException>, AutoCloseable {
  private static final int MOST_CACHED = 32_768;

  private final PreparedStatement find;
  private final Map<Integer, String> cache = new HashMap<>();

  /** Makes a lookup through a connection, which stays the caller's. */
  public StoredNames(Connection connection) throws SQLException {
    this.find = connection.prepareStatement("SELECT name FROM name WHERE reference = ?");
  }

  /** Says that a name is not there. */
  public static final class MissingException extends SQLException {
    private static final long serialVersionUID = 1L;

    MissingException(int reference) {
      super("refers to the name " + reference + ", which is missing");
    }
  }

  @Override
  public String name(int reference) throws SQLException {
    String cached = cache.get(reference);
    if (cached != null) {
      return cached;
    }
    find.setInt(1, reference);
    try (ResultSet result = find.executeQuery()) {
      String name = result.next() ? result.getString(1) : null;
      if (name == null) {
        throw new MissingException(reference);
      }
      if (cache.size() >= MOST_CACHED) {
        cache.clear();
      }
      cache.put(reference, name);
      return name;
    }
  }

  @Override
  public void close() throws SQLException {
    find.close();
  }
}
