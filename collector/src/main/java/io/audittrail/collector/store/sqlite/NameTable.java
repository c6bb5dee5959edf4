package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.content.ContentCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives each name a small number, within the writer's transactions; forgotten when one fails.
 *
 * <p>Event types, actors, tenants and producers come again and again, so an event refers to them,
 * and to the ids of resources that do.
 */
final class NameTable implements ContentCodec.ReferencesByName<SQLException>, AutoCloseable {
  private static final int MOST_CACHED = 65_536;
  static final int LONGEST_CACHED = 128;

  private final PreparedStatement find;
  private final PreparedStatement add;
  private final Map<String, Integer> cache = new HashMap<>();
  private final Sightings sightings = new Sightings();

  NameTable(Connection connection) throws SQLException {
    this.find = connection.prepareStatement("SELECT reference FROM name WHERE name = ?");
    this.add =
        connection.prepareStatement("INSERT INTO name (name) VALUES (?) RETURNING reference");
  }

  @Override
  public int reference(String name) throws SQLException {
    Integer cached = cache.get(name);
    if (cached != null) {
      return cached;
    }
    int reference = number(find, name);
    if (reference == 0) {
      reference = number(add, name);
    }
    if (name.length() <= LONGEST_CACHED) {
      if (cache.size() == MOST_CACHED) {
        cache.clear(); // to know which was used least recently would cost more at each use
      }
      cache.put(name, reference);
    }
    return reference;
  }

  /**
   * {@inheritDoc}
   *
   * <p>An id that comes once or twice stays in its event: a name for each would be a key at a
   * random place of a large table within the commit.
   */
  @Override
  public int referenceOfId(String id) throws SQLException {
    Integer cached = cache.get(id);
    if (cached != null) {
      return cached;
    }
    return id.length() <= LONGEST_CACHED && sightings.isFrequent(id) ? reference(id) : NONE;
  }

  private static int number(PreparedStatement statement, String name) throws SQLException {
    statement.setString(1, name);
    try (ResultSet result = statement.executeQuery()) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    find.close();
    add.close();
  }
}
