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
import java.util.List;

/** Writes events within the writer's transactions. */
final class EventTable implements AutoCloseable {
  private static final String LAST = "SELECT max(sequence) FROM event";

  private final PreparedStatement last;
  private final PreparedStatement append;
  private final PreparedStatement appendBehind;
  private final PreparedStatement find;
  private final PreparedStatement cutoff;
  private final NameTable names;
  private final NameLookup storedNames;
  private final ContentCodec codec = new ContentCodec();
  private final List<TailEvent> added = new ArrayList<>();
  private long lastSequence;

  EventTable(Connection connection) throws SQLException {
    this.last = connection.prepareStatement(LAST);
    this.storedNames = new NameLookup(connection, new NameCache());
    this.names = new NameTable(connection);
    this.lastSequence = lastSequence(connection);
    // The sequence is one more than the highest, so an event that is there already takes none.
    this.append =
        connection.prepareStatement(
            """
            INSERT INTO event (occurred_at, event_id, content) VALUES (?, ?, ?)
            ON CONFLICT (occurred_at, event_id) DO NOTHING
            """);
    // The highest that ever was need not be there any more.
    this.appendBehind =
        connection.prepareStatement(
            """
            INSERT INTO event (occurred_at, event_id, content, sequence)
            VALUES (?, ?, ?, max(?, ifnull((SELECT max(sequence) FROM event), 0)) + 1)
            ON CONFLICT (occurred_at, event_id) DO NOTHING
            """);
    this.find =
        connection.prepareStatement(
            "SELECT content FROM event WHERE occurred_at = ? AND event_id = ?");
    this.cutoff = connection.prepareStatement("SELECT max(cutoff) FROM removal");
  }

  private static long lastSequence(Connection connection) throws SQLException {
    long last = SqliteFile.number(connection, LAST);
    return Math.max(last, RemovedRanges.last(connection));
  }

  /** Returns the sequence number of the last event, the transaction's own included. */
  long lastSequence() {
    return lastSequence;
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
      addAll(events, outcome);
      return outcome.result();
    }
    for (int i = 0; i < events.size(); i++) {
      PreparedEvent event = events.get(i);
      if (numbers.isTaken(i) && !isThere(event) && !mayBeRemoved(event)) {
        outcome.numberTaken(i);
      } else {
        List<byte[]> content = new ArrayList<>(1);
        int[] inserted = insert(List.of(event), content);
        settle(event, content.get(0), inserted[0], i, outcome);
      }
    }
    return outcome.result();
  }

  private void addAll(List<PreparedEvent> events, Outcome outcome) throws SQLException {
    List<byte[]> contents = new ArrayList<>(events.size());
    int[] inserted = insert(events, contents);
    if (Arrays.stream(inserted).allMatch(rows -> rows == 1)) {
      for (int i = 0; i < inserted.length; i++) {
        remember(events.get(i), contents.get(i));
      }
      outcome.allStored(inserted.length);
      return;
    }
    for (int i = 0; i < inserted.length; i++) {
      settle(events.get(i), contents.get(i), inserted[i], i, outcome);
    }
  }

  private void settle(
      PreparedEvent event, byte[] content, int insertedRows, int index, Outcome outcome)
      throws SQLException {
    if (insertedRows == 1) {
      remember(event, content);
      outcome.stored(index);
    } else if (isStored(event, content)) {
      outcome.duplicate(index);
    } else {
      outcome.conflict(index);
    }
  }

  private void remember(PreparedEvent event, byte[] content) {
    lastSequence++;
    EventRecord record = event.record();
    added.add(
        new TailEvent(lastSequence, record.occurredAtMicros(), event.id(), record, content.length));
  }

  private long lastThere() throws SQLException {
    try (ResultSet result = last.executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  /**
   * Inserts events and adds their contents to a list; returns for each 1 if it was inserted, 0 if
   * there is one with its time and id.
   */
  private int[] insert(List<PreparedEvent> events, List<byte[]> contents) throws SQLException {
    boolean lastIsThere = lastThere() == lastSequence;
    PreparedStatement insert = lastIsThere ? append : appendBehind;
    for (PreparedEvent event : events) {
      byte[] content = codec.pack(event.record(), event.id(), names);
      contents.add(content);
      insert.setLong(1, event.record().occurredAtMicros());
      insert.setBytes(2, event.id());
      insert.setBytes(3, content);
      if (!lastIsThere) {
        insert.setLong(4, lastSequence);
      }
      insert.addBatch();
    }
    return insert.executeBatch();
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
    last.close();
    append.close();
    appendBehind.close();
    find.close();
    cutoff.close();
    names.close();
    storedNames.close();
  }
}
