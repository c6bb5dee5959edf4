package io.audittrail.collector.store.sqlite;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.content.KindCode;
import io.audittrail.event.Resource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the rows of the table of descriptions: from the cache that all readers share, and many at
 * once where it has none. Used within a transaction, by one thread at a time.
 */
final class DescriptionRows implements AutoCloseable {
  private static final int AT_ONCE = 32;

  private final PreparedStatement find;
  private final PreparedStatement lastWritten;
  private final PreparedStatement writtenSince;
  private final DescriptionCache cache;

  /** What was read in this transaction, which the cache may have no room for. */
  private final Map<Key, List<Row>> read = new HashMap<>();

  private long written;

  /** A resource. */
  record Key(ResourceKind kind, String id) {}

  /** What somebody said about a resource. */
  record Row(String owner, boolean bound, Resource description) {}

  DescriptionRows(Connection connection, DescriptionCache cache) throws SQLException {
    this.cache = cache;
    String ids = Stream.generate(() -> "?").limit(AT_ONCE).collect(Collectors.joining(", "));
    this.find =
        connection.prepareStatement(
            """
            SELECT id, owner, bound, parent, name, title, email FROM description
            WHERE kind = ? AND id IN (%s) ORDER BY written DESC
            """
                .formatted(ids));
    this.lastWritten = connection.prepareStatement("SELECT max(written) FROM description");
    this.writtenSince =
        connection.prepareStatement("SELECT kind, id FROM description WHERE written > ?");
  }

  /**
   * Begins to read in a transaction, and returns the rows of each of the given resources, the one
   * written last first.
   */
  List<List<Row>> begin(List<Key> keys) throws SQLException {
    try (ResultSet row = lastWritten.executeQuery()) {
      written = row.next() ? row.getLong(1) : 0;
    }
    cache.catchUp(written, this::writtenSince);
    read.clear();
    List<List<Row>> found = new ArrayList<>(keys.size());
    for (Key key : keys) {
      List<Row> known = cache.get(key);
      if (known == null) {
        break;
      }
      found.add(known);
    }
    List<Key> rest = keys.subList(found.size(), keys.size());
    readMissing(rest);
    for (Key key : rest) {
      found.add(of(key));
    }
    return found;
  }

  private void readMissing(List<Key> keys) throws SQLException {
    Map<ResourceKind, List<String>> missing = new HashMap<>();
    for (Key key : keys) {
      if (cache.get(key) == null && read.putIfAbsent(key, List.of()) == null) {
        missing.computeIfAbsent(key.kind(), kind -> new ArrayList<>()).add(key.id());
      }
    }
    for (Map.Entry<ResourceKind, List<String>> ids : missing.entrySet()) {
      for (int from = 0; from < ids.getValue().size(); from += AT_ONCE) {
        int until = Math.min(ids.getValue().size(), from + AT_ONCE);
        read(ids.getKey(), ids.getValue().subList(from, until));
      }
    }
    cache.put(written, read);
  }

  /** Returns the rows of a resource, the one written last first. */
  List<Row> of(Key key) throws SQLException {
    List<Row> known = read.get(key);
    if (known == null) {
      known = cache.get(key);
    }
    if (known == null) {
      read(key.kind(), List.of(key.id()));
      known = read.getOrDefault(key, List.of());
      cache.put(written, Map.of(key, known));
    }
    return known;
  }

  private void read(ResourceKind kind, List<String> ids) throws SQLException {
    find.setInt(1, KindCode.of(kind));
    for (int i = 0; i < AT_ONCE; i++) {
      find.setString(2 + i, i < ids.size() ? ids.get(i) : null);
    }
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        Key key = new Key(kind, rows.getString(1));
        List<Row> others = read.getOrDefault(key, List.of());
        read.put(key, Stream.concat(others.stream(), Stream.of(row(key, rows))).toList());
      }
    }
  }

  private static Row row(Key key, ResultSet row) throws SQLException {
    return new Row(
        row.getString(2),
        row.getBoolean(3),
        new Resource(
            key.kind(),
            key.id(),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7)));
  }

  private List<Key> writtenSince(long since) throws SQLException {
    List<Key> keys = new ArrayList<>();
    writtenSince.setLong(1, since);
    try (ResultSet rows = writtenSince.executeQuery()) {
      while (rows.next()) {
        keys.add(new Key(KindCode.kind(rows.getInt(1)), rows.getString(2)));
      }
    }
    return keys;
  }

  @Override
  public void close() throws SQLException {
    find.close();
    lastWritten.close();
    writtenSince.close();
  }
}
