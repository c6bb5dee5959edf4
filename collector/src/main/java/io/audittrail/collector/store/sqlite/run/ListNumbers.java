package io.audittrail.collector.store.sqlite.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Gives each list a number, within the transactions of the index; forgotten when one fails. */
public final class ListNumbers {
  private static final int MOST_CACHED = 65_536;
  private static final int LONGEST_CACHED = 128;

  private final PreparedStatement find;
  private final PreparedStatement add;
  private final Map<ListKey, Integer> cache = new HashMap<>();

  public ListNumbers(Connection connection) throws SQLException {
    this.find = connection.prepareStatement("SELECT list FROM list WHERE kind = ? AND value = ?");
    this.add =
        connection.prepareStatement("INSERT INTO list (kind, value) VALUES (?, ?) RETURNING list");
  }

  /** Returns the number of a list, a new one if it has none. */
  int number(ListKey key) throws SQLException {
    Integer cached = cache.get(key);
    if (cached != null) {
      return cached;
    }
    int number = number(find, key);
    if (number == 0) {
      number = number(add, key);
    }
    if (key.value().length() <= LONGEST_CACHED) {
      if (cache.size() >= MOST_CACHED) {
        cache.clear();
      }
      cache.put(key, number);
    }
    return number;
  }

  private static int number(PreparedStatement statement, ListKey key) throws SQLException {
    statement.setInt(1, key.kind());
    statement.setString(2, key.value());
    try (ResultSet result = statement.executeQuery()) {
      return result.next() ? result.getInt(1) : 0;
    }
  }
}
