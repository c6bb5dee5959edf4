package io.audittrail.collector.store.sqlite.producer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.audittrail.collector.store.producer.NumberRange;
import io.audittrail.collector.store.producer.ProducerPage;
import io.audittrail.collector.store.producer.ProducerRequest;
import io.audittrail.collector.store.producer.ProducerState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which numbers of producers were seen. */
public final class ProducerQuery implements AutoCloseable {
  private static final String COLUMNS =
      """
      SELECT producer, writer, name, first_at, last_at, last_number, ended_at,
      lowest, highest, seen, refused, conflicts FROM producer
      """;

  private final PreparedStatement all;
  private final PreparedStatement ofWriter;
  private final PreparedStatement ranges;
  private final int pageMillis;

  /**
   * Prepares the statements of a connection that reads.
   *
   * @param pageMillis how long a page may look for producers that miss numbers
   */
  public ProducerQuery(Connection connection, int pageMillis) throws SQLException {
    this.all = connection.prepareStatement(COLUMNS + "WHERE name > ? ORDER BY name, writer");
    this.ofWriter =
        connection.prepareStatement(COLUMNS + "WHERE writer = ? AND name > ? ORDER BY name");
    this.ranges =
        connection.prepareStatement(
            """
            SELECT first, last, since FROM producer_range
            WHERE producer = ? AND kind = 0 ORDER BY first
            """);
    this.pageMillis = pageMillis;
  }

  /** Reads producers until there are enough or it takes long. */
  public ProducerPage read(ProducerRequest request) throws SQLException {
    long deadline = System.nanoTime() + MILLISECONDS.toNanos(pageMillis);
    List<ProducerState> found = new ArrayList<>();
    String last = null;
    try (ResultSet rows = rows(request)) {
      while (rows.next()) {
        String name = rows.getString(3);
        boolean enough = found.size() >= request.limit() || System.nanoTime() - deadline > 0;
        if (enough && last != null && !last.equals(name)) {
          return new ProducerPage(List.copyOf(found), last);
        }
        ProducerState state = state(rows, name);
        if (!request.gapsOnly() || state.missing() > 0) {
          found.add(state);
        }
        last = name;
      }
    }
    return new ProducerPage(List.copyOf(found), null);
  }

  private ResultSet rows(ProducerRequest request) throws SQLException {
    String after = request.after() == null ? "" : request.after();
    if (request.viewer() == null) {
      all.setString(1, after);
      return all.executeQuery();
    }
    ofWriter.setString(1, request.viewer());
    ofWriter.setString(2, after);
    return ofWriter.executeQuery();
  }

  private ProducerState state(ResultSet row, String name) throws SQLException {
    String writer = row.getString(2);
    ProducerState.Counts counts =
        new ProducerState.Counts(
            row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11), row.getLong(12));
    ProducerState without =
        new ProducerState(
            name,
            writer.isEmpty() ? null : writer,
            counts,
            ProducerTable.number(row, 6),
            List.of(),
            row.getLong(4),
            row.getLong(5));
    if (without.missing() == 0) {
      return without;
    }
    return new ProducerState(
        name,
        without.writer(),
        counts,
        without.end(),
        gaps(row.getLong(1), without.known(), ProducerTable.number(row, 7)),
        without.firstMicros(),
        without.lastMicros());
  }

  private List<NumberRange> gaps(long producer, long known, @Nullable Long endedMicros)
      throws SQLException {
    List<NumberRange> gaps = new ArrayList<>();
    long next = 1;
    ranges.setLong(1, producer);
    try (ResultSet rows = ranges.executeQuery()) {
      while (gaps.size() < ProducerState.MAX_GAPS && rows.next()) {
        if (rows.getLong(1) > next) {
          gaps.add(new NumberRange(next, rows.getLong(1) - 1, rows.getLong(3)));
        }
        next = rows.getLong(2) + 1;
      }
    }
    if (gaps.size() < ProducerState.MAX_GAPS && next <= known && endedMicros != null) {
      gaps.add(new NumberRange(next, known, endedMicros));
    }
    return List.copyOf(gaps);
  }

  @Override
  public void close() throws SQLException {
    all.close();
    ofWriter.close();
    ranges.close();
  }
}
