package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads pages by key: each begins where the one before ended. */
final class PageQuery implements AutoCloseable {
  private static final byte[] BEFORE_ALL_IDS = {};

  private final PreparedStatement all;
  private final PreparedStatement ofTenant;
  private final PreparedStatement findTenant;
  private final NameLookup names;
  private final int pageBytes;

  PageQuery(Connection connection, NameLookup names, int pageBytes) throws SQLException {
    this.names = names;
    this.pageBytes = pageBytes;
    this.findTenant = connection.prepareStatement("SELECT reference FROM name WHERE name = ?");
    this.all =
        connection.prepareStatement(
            """
            SELECT sequence, occurred_at, event_id, content
            FROM event INDEXED BY event_in_time
            WHERE (occurred_at, event_id) > (?, ?) AND occurred_at < ? AND sequence <= ?
            ORDER BY occurred_at, event_id LIMIT ?
            """);
    this.ofTenant =
        connection.prepareStatement(
            """
            SELECT t.sequence, t.occurred_at, t.event_id, e.content
            FROM tenant_event t CROSS JOIN event e ON e.sequence = t.sequence
            WHERE (t.occurred_at, t.event_id) > (?, ?) AND t.occurred_at < ? AND t.sequence <= ?
            AND t.tenant = ?6
            ORDER BY t.occurred_at, t.event_id LIMIT ?5
            """);
  }

  /** Reads a page. */
  EventPage read(PageRequest request) throws SQLException {
    String viewer = request.viewer();
    PreparedStatement query = all;
    if (viewer != null) {
      int tenant = reference(viewer);
      if (tenant == 0) {
        return new EventPage(List.of(), false);
      }
      query = ofTenant;
      query.setInt(6, tenant);
    }
    bind(query, request);
    return read(query, request.limit());
  }

  private static void bind(PreparedStatement query, PageRequest request) throws SQLException {
    Position after = request.after();
    if (after == null || after.occurredAtMicros() < request.fromMicros()) {
      query.setLong(1, request.fromMicros());
      query.setBytes(2, BEFORE_ALL_IDS);
    } else {
      query.setLong(1, after.occurredAtMicros());
      query.setBytes(2, EventIdCode.encode(after.id()));
    }
    query.setLong(3, request.untilMicros());
    query.setLong(4, request.snapshot());
    query.setLong(5, request.limit() + 1L);
  }

  private EventPage read(PreparedStatement query, int limit) throws SQLException {
    List<StoredEvent> events = new ArrayList<>(Math.min(limit, 1_024));
    long bytes = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        if (events.size() == limit || bytes >= pageBytes) {
          return new EventPage(List.copyOf(events), true);
        }
        byte[] content = rows.getBytes(4);
        bytes += content.length;
        events.add(event(rows, content));
      }
    }
    return new EventPage(List.copyOf(events), false);
  }

  private StoredEvent event(ResultSet row, byte[] content) throws SQLException {
    long sequence = row.getLong(1);
    try {
      String id = EventIdCode.decode(row.getBytes(3));
      return new StoredEvent(sequence, ContentCodec.unpack(id, row.getLong(2), content, names));
    } catch (RuntimeException e) {
      throw new SQLException("the event with sequence " + sequence + " is damaged", e);
    }
  }

  private int reference(String tenant) throws SQLException {
    findTenant.setString(1, tenant);
    try (ResultSet result = findTenant.executeQuery()) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    all.close();
    ofTenant.close();
    findTenant.close();
  }
}
