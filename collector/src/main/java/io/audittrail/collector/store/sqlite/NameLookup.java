package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.content.ContentCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Finds the names that the content of events refers to; a name never changes. */
final class NameLookup implements ContentCodec.NamesByReference<SQLException>, AutoCloseable {
  private final PreparedStatement find;
  private final NameCache cache;

  /**
   * Makes a lookup.
   *
   * @param cache names that were found, possibly shared with other lookups
   */
  NameLookup(Connection connection, NameCache cache) throws SQLException {
    this.find = connection.prepareStatement("SELECT name FROM name WHERE reference = ?");
    this.cache = cache;
  }

  @Override
  public String name(int reference) throws SQLException {
    String cached = cache.get(reference);
    if (cached != null) {
      return cached;
    }
    String name = read(reference);
    if (name.length() <= NameTable.LONGEST_CACHED) {
      cache.put(reference, name);
    }
    return name;
  }

  private String read(int reference) throws SQLException {
    find.setInt(1, reference);
    try (ResultSet result = find.executeQuery()) {
      if (!result.next()) {
        throw new SQLException("name " + reference + " is missing");
      }
      return result.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    find.close();
  }
}
