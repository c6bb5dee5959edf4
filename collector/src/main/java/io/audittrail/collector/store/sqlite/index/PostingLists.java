package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.Order;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Reads parts of lists within the range of one search. */
final class PostingLists {
  static final String ASCENDING =
      """
      SELECT occurred_at, event_id, sequence FROM posting
      WHERE key = ? AND (occurred_at, event_id) >= (?, ?) AND (occurred_at, event_id) < (?, ?)
      ORDER BY occurred_at, event_id LIMIT ?
      """;
  static final String DESCENDING =
      """
      SELECT occurred_at, event_id, sequence FROM posting
      WHERE key = ? AND (occurred_at, event_id) >= (?, ?) AND (occurred_at, event_id) < (?, ?)
      ORDER BY occurred_at DESC, event_id DESC LIMIT ?
      """;

  private final PreparedStatement query;
  private final Order order;
  private final PositionRange range;

  PostingLists(PreparedStatement query, Order order, PositionRange range) {
    this.query = query;
    this.order = order;
    this.range = range;
  }

  Comparator<Posting> order() {
    return order == Order.ASCENDING ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }

  /** Reads from the beginning of a list. */
  List<Posting> first(long key, int rows) throws SQLException {
    low(range.lowMicros(), successor(range.lowId()));
    high(range.highMicros(), range.highId());
    return read(key, rows);
  }

  /** Reads from the target on. */
  List<Posting> from(long key, Posting target, int rows) throws SQLException {
    if (order == Order.ASCENDING) {
      low(target.micros(), target.id());
      high(range.highMicros(), range.highId());
    } else {
      low(range.lowMicros(), successor(range.lowId()));
      high(target.micros(), successor(target.id()));
    }
    return read(key, rows);
  }

  /** Reads what is behind a place. */
  List<Posting> behind(long key, Posting place, int rows) throws SQLException {
    if (order == Order.ASCENDING) {
      low(place.micros(), successor(place.id()));
      high(range.highMicros(), range.highId());
    } else {
      low(range.lowMicros(), successor(range.lowId()));
      high(place.micros(), place.id());
    }
    return read(key, rows);
  }

  /** Returns the first id behind the given one; none is in between. */
  private static byte[] successor(byte[] id) {
    return id.length == 0 ? id : Arrays.copyOf(id, id.length + 1);
  }

  private void low(long micros, byte[] id) throws SQLException {
    query.setLong(2, micros);
    query.setBytes(3, id);
  }

  private void high(long micros, byte[] id) throws SQLException {
    query.setLong(4, micros);
    query.setBytes(5, id);
  }

  private List<Posting> read(long key, int rows) throws SQLException {
    query.setLong(1, key);
    query.setInt(6, rows);
    List<Posting> chunk = new ArrayList<>(rows);
    try (ResultSet result = query.executeQuery()) {
      while (result.next()) {
        chunk.add(new Posting(result.getLong(1), result.getBytes(2), result.getLong(3)));
      }
    }
    return chunk;
  }
}
