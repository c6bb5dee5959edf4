package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;
import io.audittrail.collector.store.sqlite.index.EventsUnreadableException;
import io.audittrail.collector.store.sqlite.index.IndexSnapshot;
import io.audittrail.collector.store.sqlite.index.Tail;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.sql.SQLException;
import java.util.List;

/**
 * Goes through the events that are not in the index: those that are in memory, and before them
 * those that are not even there, because the index is far behind.
 */
final class TailQuery {
  /** How many events a page reads one by one; it takes some tens of milliseconds. */
  private static final int MOST_READ = 20_000;

  private final EventRows rows;
  private final NameLookup names;

  TailQuery(EventRows rows, NameLookup names) {
    this.rows = rows;
    this.names = names;
  }

  /** Takes events. */
  @FunctionalInterface
  interface TailConsumer {
    /** Takes an event; returns whether to go on. */
    boolean accept(TailEvent event, EventRecord record) throws SQLException;
  }

  /** Returns whether so many events are neither in the index nor in memory that it takes long. */
  static boolean isLong(IndexSnapshot index, Tail.View tail, long snapshot) {
    return Math.min(tail.first() - 1, snapshot) - index.posted() > MOST_READ;
  }

  /** Reads the events up to a sequence number that are not in the index. */
  void read(IndexSnapshot index, Tail.View tail, long snapshot, TailConsumer consumer)
      throws SQLException {
    boolean[] more = {true};
    rows.read(
        index.posted(),
        Math.min(tail.first() - 1, snapshot),
        (sequence, micros, row) -> {
          EventRecord record = record(sequence, micros, row);
          TailEvent event = new TailEvent(sequence, micros, row.id(), record, row.content().length);
          more[0] = consumer.accept(event, record);
          return more[0];
        });
    RemovedRanges removed = rows.removed(tail.first(), tail.last());
    for (List<TailEvent> part : tail.parts()) {
      if (part.get(part.size() - 1).sequence() > index.posted()) {
        for (TailEvent event : part) {
          EventRecord record = event.record();
          boolean wanted = event.sequence() > index.posted() && event.sequence() <= snapshot;
          if (more[0] && wanted && record != null && !removed.contains(event.sequence())) {
            more[0] = consumer.accept(event, record);
          }
        }
      }
    }
  }

  private EventRecord record(long sequence, long micros, EventRows.Row row)
      throws EventsUnreadableException {
    try {
      return ContentCodec.unpack(EventIdCode.decode(row.id()), micros, row.content(), names);
    } catch (SQLException e) {
      throw new EventsUnreadableException(e);
    } catch (RuntimeException e) {
      throw new EventsUnreadableException(
          new SQLException("the event with sequence " + sequence + " is damaged", e));
    }
  }
}
