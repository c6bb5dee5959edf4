package io.audittrail.collector.store.sqlite;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;
import io.audittrail.collector.store.content.EventMatcher;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads pages by key: each begins where the one before ended. */
final class PageQuery implements AutoCloseable {
  private static final String ALL =
      """
      SELECT sequence, occurred_at, event_id, content
      FROM event INDEXED BY event_in_time
      WHERE (occurred_at, event_id) > (?, ?) AND (occurred_at, event_id) < (?, ?) AND sequence <= ?
      ORDER BY occurred_at %1$s, event_id %1$s LIMIT ?
      """;
  private static final String OF_TENANT =
      """
      SELECT t.sequence, t.occurred_at, t.event_id, e.content
      FROM tenant_event t CROSS JOIN event e ON e.sequence = t.sequence
      WHERE (t.occurred_at, t.event_id) > (?, ?) AND (t.occurred_at, t.event_id) < (?, ?)
      AND t.sequence <= ? AND t.tenant = ?7
      ORDER BY t.occurred_at %1$s, t.event_id %1$s LIMIT ?6
      """;

  private final Map<Order, PreparedStatement> all = new EnumMap<>(Order.class);
  private final Map<Order, PreparedStatement> ofTenant = new EnumMap<>(Order.class);
  private final PreparedStatement findTenant;
  private final NameLookup names;
  private final SqliteStoreSettings settings;

  PageQuery(Connection connection, NameLookup names, SqliteStoreSettings settings)
      throws SQLException {
    this.names = names;
    this.settings = settings;
    this.findTenant = connection.prepareStatement("SELECT reference FROM name WHERE name = ?");
    for (Order order : Order.values()) {
      String direction = order == Order.ASCENDING ? "ASC" : "DESC";
      all.put(order, connection.prepareStatement(ALL.formatted(direction)));
      ofTenant.put(order, connection.prepareStatement(OF_TENANT.formatted(direction)));
    }
  }

  /** Reads a page. */
  EventPage read(PageRequest request) throws SQLException {
    String viewer = request.viewer();
    PreparedStatement query = (viewer == null ? all : ofTenant).get(request.order());
    if (query == null) {
      throw new IllegalStateException("there is a statement for each order");
    }
    if (viewer != null) {
      int tenant = reference(viewer);
      if (tenant == 0) {
        return new EventPage(List.of(), null);
      }
      query.setInt(7, tenant);
    }
    bind(query, request);
    return read(query, request);
  }

  private static void bind(PreparedStatement query, PageRequest request) throws SQLException {
    PositionRange range = PositionRange.of(request);
    query.setLong(1, range.lowMicros());
    query.setBytes(2, range.lowId());
    query.setLong(3, range.highMicros());
    query.setBytes(4, range.highId());
    query.setLong(5, request.snapshot());
    query.setLong(6, request.filter().isNone() ? request.limit() + 1L : -1);
  }

  private EventPage read(PreparedStatement query, PageRequest request) throws SQLException {
    EventMatcher matcher = new EventMatcher(request.filter(), null);
    boolean filtered = !request.filter().isNone();
    long deadline = System.nanoTime() + MILLISECONDS.toNanos(settings.pageMillis());
    List<StoredEvent> events = new ArrayList<>(Math.min(request.limit(), 1_024));
    Position last = null;
    long bytes = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        boolean full = events.size() == request.limit() || bytes >= settings.pageBytes();
        boolean late = filtered && System.nanoTime() - deadline > 0;
        if (last != null && (full || late)) {
          return new EventPage(List.copyOf(events), last);
        }
        byte[] content = rows.getBytes(4);
        StoredEvent event = event(rows, content);
        last = event.event().position();
        if (matcher.matches(event.event())) {
          bytes += content.length;
          events.add(event);
        }
      }
    }
    return new EventPage(List.copyOf(events), null);
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
    for (PreparedStatement query : all.values()) {
      query.close();
    }
    for (PreparedStatement query : ofTenant.values()) {
      query.close();
    }
    findTenant.close();
  }
}
