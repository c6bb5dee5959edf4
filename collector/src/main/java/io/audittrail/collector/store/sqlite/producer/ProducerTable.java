package io.audittrail.collector.store.sqlite.producer;

import io.audittrail.collector.store.producer.NumberRange;
import io.audittrail.collector.store.producer.Numbering;
import io.audittrail.collector.store.producer.ProducerNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps which numbers of producers were seen, within the writer's transactions. It remembers
 * nothing between two batches, so a transaction that fails leaves nothing behind.
 */
public final class ProducerTable implements AutoCloseable {
  private final PreparedStatement find;
  private final PreparedStatement add;
  private final PreparedStatement update;
  private final RangeRows ranges;

  /** Prepares the statements of a connection that writes. */
  public ProducerTable(Connection connection) throws SQLException {
    this.find =
        connection.prepareStatement(
            """
            SELECT producer, last_number, ended_at, lowest, highest, seen, refused, conflicts
            FROM producer WHERE writer = ? AND name = ?
            """);
    this.add =
        connection.prepareStatement(
            """
            INSERT INTO producer (writer, name, first_at, last_at, lowest, highest, seen, refused,
            conflicts) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0) RETURNING producer
            """);
    this.update =
        connection.prepareStatement(
            """
            UPDATE producer SET last_at = max(last_at, ?), last_number = ?, ended_at = ?,
            lowest = ?, highest = ?, seen = ?, refused = ?, conflicts = ? WHERE producer = ?
            """);
    this.ranges = new RangeRows(connection);
  }

  /**
   * Loads what is known of the numbers that a batch brings.
   *
   * @param writer the tenant of the token that wrote it; null for a token without one
   */
  public BatchNumbers load(Numbering numbering, @Nullable String writer) throws SQLException {
    long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    NumberRange consecutive = numbering.consecutive();
    Map<String, NumberSet> mentioned = new TreeMap<>();
    if (consecutive == null) {
      numbering.events().forEach(number -> mention(number, mentioned));
    } else {
      set(numbering.events().get(0), mentioned).addAll(consecutive.first(), consecutive.last(), 0);
    }
    numbering.refused().forEach(number -> mention(number, mentioned));
    numbering.ends().forEach(end -> set(end, mentioned));
    BatchNumbers numbers = new BatchNumbers(this, numbering, consecutive, nowMicros);
    for (Map.Entry<String, NumberSet> entry : mentioned.entrySet()) {
      ProducerRow row = row(writer == null ? "" : writer, entry.getKey(), nowMicros);
      NumbersOfProducer one = new NumbersOfProducer(row, nowMicros);
      load(one, entry.getValue());
      numbers.put(entry.getKey(), one);
    }
    return numbers;
  }

  private static void mention(@Nullable ProducerNumber number, Map<String, NumberSet> mentioned) {
    if (number != null) {
      set(number, mentioned).add(number.number(), 0);
    }
  }

  private static NumberSet set(ProducerNumber number, Map<String, NumberSet> mentioned) {
    return mentioned.computeIfAbsent(number.producer(), producer -> new NumberSet());
  }

  private ProducerRow row(String writer, String name, long nowMicros) throws SQLException {
    find.setString(1, writer);
    find.setString(2, name);
    try (ResultSet found = find.executeQuery()) {
      if (found.next()) {
        ProducerRow row = new ProducerRow(found.getLong(1));
        row.end = number(found, 2);
        row.endedMicros = number(found, 3);
        row.lowest = found.getLong(4);
        row.highest = found.getLong(5);
        row.seen = found.getLong(6);
        row.refused = found.getLong(7);
        row.conflicts = found.getLong(8);
        return row;
      }
    }
    add.setString(1, writer);
    add.setString(2, name);
    add.setLong(3, nowMicros);
    add.setLong(4, nowMicros);
    try (ResultSet added = add.executeQuery()) {
      added.next();
      return new ProducerRow(added.getLong(1));
    }
  }

  static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  private void load(NumbersOfProducer one, NumberSet numbers) throws SQLException {
    for (NumberRange run : numbers.changed()) {
      ranges.load(one.row.id, RangeRows.SEEN, run, one.seen);
      if (one.row.refused > 0) {
        ranges.load(one.row.id, RangeRows.REFUSED, run, one.refused);
      }
    }
  }

  void save(NumbersOfProducer one, long nowMicros) throws SQLException {
    ProducerRow row = one.row;
    update.setLong(1, nowMicros);
    set(2, row.end);
    set(3, row.endedMicros);
    update.setLong(4, row.lowest);
    update.setLong(5, row.highest);
    update.setLong(6, row.seen);
    update.setLong(7, row.refused);
    update.setLong(8, row.conflicts);
    update.setLong(9, row.id);
    update.executeUpdate();
    ranges.save(row.id, RangeRows.SEEN, one.seen);
    ranges.save(row.id, RangeRows.REFUSED, one.refused);
  }

  private void set(int parameter, @Nullable Long number) throws SQLException {
    if (number == null) {
      update.setNull(parameter, Types.INTEGER);
    } else {
      update.setLong(parameter, number);
    }
  }

  @Override
  public void close() throws SQLException {
    find.close();
    add.close();
    update.close();
    ranges.close();
  }
}
