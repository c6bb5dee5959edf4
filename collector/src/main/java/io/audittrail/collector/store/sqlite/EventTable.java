package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.Meaning;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.producer.BatchNumbers;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/** Writes events within the writer's transactions. */
final class EventTable implements AutoCloseable {
  private final PreparedStatement insert;
  private final PreparedStatement find;
  private final PreparedStatement cutoff;
  private final NameTable names;
  private final NameLookup storedNames;
  private final ContentCodec codec = new ContentCodec();
  private final List<TailEvent> added = new ArrayList<>();
  private long lastSequence;

  EventTable(Connection connection) throws SQLException {
    this.storedNames = new NameLookup(connection, new HashMap<>());
    this.names = new NameTable(connection);
    this.lastSequence = lastSequence(connection);
    // The sequence is one more than the highest, so an event that is there already takes none. The
    // highest that ever was need not be there any more.
    this.insert =
        connection.prepareStatement(
            """
            INSERT INTO event (sequence, occurred_at, event_id, content)
            VALUES (max(?, ifnull((SELECT max(sequence) FROM event), 0)) + 1, ?, ?, ?)
            ON CONFLICT (occurred_at, event_id) DO NOTHING
            """);
    this.find =
        connection.prepareStatement(
            "SELECT content FROM event WHERE occurred_at = ? AND event_id = ?");
    this.cutoff = connection.prepareStatement("SELECT max(cutoff) FROM removal");
  }

  private static long lastSequence(Connection connection) throws SQLException {
    long last = SqliteFile.number(connection, "SELECT max(sequence) FROM event");
    return Math.max(last, RemovedRanges.last(connection));
  }

  /** Returns the sequence number of the last event, the transaction's own included. */
  long lastSequence() {
    return lastSequence;
  }

  private TailEvent tailEvent(PreparedEvent event, byte[] content) {
    long micros = event.record().occurredAtMicros();
    return new TailEvent(lastSequence, micros, event.id(), event.record(), content.length);
  }

  /** Returns the events that were added since this was called before. */
  List<TailEvent> takeAdded() {
    List<TailEvent> taken = List.copyOf(added);
    added.clear();
    return taken;
  }

  /**
   * Adds the events of a batch that are not there yet, unless their numbers are those of others.
   */
  BatchResult add(List<PreparedEvent> events, BatchNumbers numbers) throws SQLException {
    Outcome outcome = new Outcome(numbers);
    if (!numbers.areDoubtful()) {
      add(events, 0, outcome);
      return outcome.result();
    }
    for (int i = 0; i < events.size(); i++) {
      if (numbers.isTaken(i) && !isThere(events.get(i)) && !mayBeRemoved(events.get(i))) {
        outcome.numberTaken(i);
      } else {
        add(events.subList(i, i + 1), i, outcome);
      }
    }
    return outcome.result();
  }

  /**
   * Adds some events of a batch.
   *
   * @param first the index of the first one in the batch
   */
  private void add(List<PreparedEvent> events, int first, Outcome outcome) throws SQLException {
    List<byte[]> contents = new ArrayList<>(events.size());
    for (PreparedEvent event : events) {
      byte[] content = codec.pack(event.record(), event.id(), names);
      contents.add(content);
      insert.setLong(1, lastSequence);
      insert.setLong(2, event.record().occurredAtMicros());
      insert.setBytes(3, event.id());
      insert.setBytes(4, content);
      insert.addBatch();
    }
    int[] inserted = insert.executeBatch();
    for (int i = 0; i < inserted.length; i++) {
      PreparedEvent event = events.get(i);
      if (inserted[i] > 0) {
        lastSequence++;
        added.add(tailEvent(event, contents.get(i)));
        outcome.stored(first + i);
      } else if (isStored(event, contents.get(i))) {
        outcome.duplicate(first + i);
      } else {
        outcome.conflict(first + i);
      }
    }
  }

  /** Returns whether there is an event with the same time and id. */
  private boolean isThere(PreparedEvent event) throws SQLException {
    find.setLong(1, event.record().occurredAtMicros());
    find.setBytes(2, event.id());
    try (ResultSet result = find.executeQuery()) {
      return result.next();
    }
  }

  /** Returns whether an event is from before a time of which events were removed. */
  private boolean mayBeRemoved(PreparedEvent event) throws SQLException {
    try (ResultSet result = cutoff.executeQuery()) {
      return result.next() && event.record().occurredAtMicros() < result.getLong(1);
    }
  }

  /** Returns whether the event that is there under the same time and id says the same. */
  private boolean isStored(PreparedEvent event, byte[] content) throws SQLException {
    find.setLong(1, event.record().occurredAtMicros());
    find.setBytes(2, event.id());
    try (ResultSet result = find.executeQuery()) {
      result.next();
      byte[] there = result.getBytes(1);
      return Arrays.equals(content, there) || isSame(event.record(), there);
    }
  }

  private boolean isSame(EventRecord event, byte[] there) throws SQLException {
    EventRecord other =
        ContentCodec.unpack(event.id(), event.occurredAtMicros(), there, storedNames);
    return Meaning.isSame(event, other);
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    find.close();
    cutoff.close();
    names.close();
    storedNames.close();
  }
}
