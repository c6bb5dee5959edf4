package io.audittrail.collector.store.sqlite.retention;

import io.audittrail.catalogue.EventType;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.removal.Notices;
import io.audittrail.collector.store.sqlite.removal.RangeTable;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import io.audittrail.event.AuditEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Says what is removed, in the transactions in which it is removed: the ranges of sequence numbers,
 * a row for the removal, and a notice that becomes an event.
 *
 * <p>The notice is not due while the removal goes on. If it ends half way, its notice becomes due,
 * and tells of what is gone by then; should it go on after all, that is another removal.
 */
final class RemovalRecord implements AutoCloseable {
  static final EventType TYPE = EventType.of("audit_events_removed");

  private static final int MOST_RANGES = 100;
  private static final long ABANDONED_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final Connection connection;
  private final Retention.Request request;
  private final RangeTable ranges;
  private final Notices notices;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private String eventId = "";
  private long removal;
  private long removed;
  private long held;
  private long first;
  private long last;

  RemovalRecord(Connection connection, Retention.Request request) throws SQLException {
    this.connection = connection;
    this.request = request;
    this.ranges = new RangeTable(connection);
    this.notices = new Notices(connection);
    this.insert =
        connection.prepareStatement("INSERT INTO removal VALUES (?, ?, ?, NULL, 0, 0, 0, 0)");
    this.update =
        connection.prepareStatement(
            """
            UPDATE removal SET ended_at = ?, removed = ?, held_back = ?, first = ?, last = ?
            WHERE removal = ?
            """);
  }

  /** Adds a range of events that the transaction removes. */
  void add(long from, long through) throws SQLException {
    ranges.add(from, through);
    first = first == 0 ? from : Math.min(first, from);
    last = Math.max(last, through);
    removed += through - from + 1;
  }

  /** Adds events that stay because they are held. */
  void addHeld(long count) {
    held += count;
  }

  /** Writes what was added; to be called at the end of a transaction. */
  void save() throws SQLException {
    save(0);
  }

  /** Says that the removal has ended. */
  void end() throws SQLException {
    save(nowMicros());
  }

  private void save(long endedMicros) throws SQLException {
    long now = nowMicros();
    long due = endedMicros > 0 ? now : now + ABANDONED_MICROS;
    if (removal == 0) {
      begin(now);
      notices.add(notice(now), due);
    } else {
      notices.update(notice(now), due);
    }
    if (endedMicros > 0) {
      update.setLong(1, endedMicros);
    } else {
      update.setNull(1, Types.BIGINT);
    }
    update.setLong(2, removed);
    update.setLong(3, held);
    update.setLong(4, first);
    update.setLong(5, last);
    update.setLong(6, removal);
    update.executeUpdate();
  }

  /** Begins another removal if the notice of this one was told; to be called in a transaction. */
  void requireUntold() throws SQLException {
    if (removal != 0 && !notices.update(notice(nowMicros()), nowMicros() + ABANDONED_MICROS)) {
      removal = 0;
      removed = 0;
      held = 0;
      first = 0;
      last = 0;
    }
  }

  private void begin(long now) throws SQLException {
    eventId = AuditEvent.of(TYPE).actor(request.user(), Holds.TENANT).build().id();
    removal = SqliteFile.number(connection, "SELECT max(removal) FROM removal") + 1;
    insert.setLong(1, removal);
    insert.setLong(2, request.cutoffMicros());
    insert.setLong(3, now);
    insert.executeUpdate();
  }

  private Notices.Notice notice(long now) throws SQLException {
    Members members =
        new Members()
            .put("cutoff", time(request.cutoffMicros()))
            .put("removed", removed)
            .put("held_back", held)
            .put("first_sequence", first)
            .put("last_sequence", last);
    RemovedRanges gone = RemovedRanges.read(connection, first, last, MOST_RANGES);
    members.put("ranges", gone);
    return new Notices.Notice(now, eventId, TYPE.wireName(), request.user(), members.toString());
  }

  static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  @Override
  public void close() throws SQLException {
    ranges.close();
    notices.close();
    insert.close();
    update.close();
  }
}
