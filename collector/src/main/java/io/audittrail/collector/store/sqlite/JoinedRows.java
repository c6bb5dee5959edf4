package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.sqlite.EventRows.Row;
import io.audittrail.collector.store.sqlite.EventRows.RowConsumer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Several events as one value of SQLite: a call of the driver for each value of each row takes
 * longer than SQLite takes to find it.
 */
final class JoinedRows {
  /** How many events are read at once; many large ones must not take all memory. */
  static final int MOST = 65;

  /**
   * What a query over the columns {@code sequence}, {@code occurred_at}, {@code event_id} and
   * {@code content} selects, which are joined in the order of its rows. A blob is joined as the
   * bytes that it has.
   */
  static final String SELECT =
      """
      SELECT CAST(group_concat(concat(sequence, ',', occurred_at, ',', length(event_id), ',',
        length(content), ',', event_id, content), '') AS BLOB)
      """;

  private final byte[] bytes;
  private int position;

  private JoinedRows(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Gives the rows of a query to a consumer until it has enough.
   *
   * @return whether the consumer took all of them
   */
  static boolean read(PreparedStatement query, RowConsumer consumer) throws SQLException {
    byte[] joined;
    try (ResultSet row = query.executeQuery()) {
      joined = row.next() ? row.getBytes(1) : null;
    }
    return joined == null || new JoinedRows(joined).forEach(consumer);
  }

  private boolean forEach(RowConsumer consumer) throws SQLException {
    while (position < bytes.length) {
      long sequence = number();
      long micros = number();
      int idLength = (int) number();
      int contentLength = (int) number();
      if (!consumer.accept(sequence, micros, new Row(part(idLength), part(contentLength)))) {
        return false;
      }
    }
    return true;
  }

  private long number() {
    long value = 0;
    for (byte digit = bytes[position++]; digit != ','; digit = bytes[position++]) {
      value = value * 10 + digit - '0';
    }
    return value;
  }

  private byte[] part(int length) {
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }
}
