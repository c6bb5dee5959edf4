package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.producer.Numbering;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.file.WriteAheadLog;
import io.audittrail.collector.store.sqlite.producer.BatchNumbers;
import io.audittrail.collector.store.sqlite.producer.ProducerTable;
import io.audittrail.collector.store.sqlite.removal.Notices;
import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The writer's connection and all that it remembers about the file; thrown away when a transaction
 * fails, so that what is remembered is never ahead of the file.
 */
final class WriteSession implements AutoCloseable {
  private final Connection connection;
  private final Statement control;
  private final WriteAheadLog log;
  private final EventTable events;
  private final ProducerTable producers;
  private final DescriptionTable descriptions;
  private final Notices notices;
  private boolean proven;

  private WriteSession(Connection connection, WriteAheadLog log) throws SQLException {
    this.connection = connection;
    this.log = log;
    this.control = connection.createStatement();
    this.events = new EventTable(connection);
    this.producers = new ProducerTable(connection);
    this.descriptions = new DescriptionTable(connection);
    this.notices = new Notices(connection);
  }

  /**
   * Opens a connection.
   *
   * @param afterIoError whether the one before failed to write or to sync
   */
  static WriteSession open(Database database, boolean afterIoError) throws SQLException {
    Connection connection = database.openWriter();
    try {
      WriteSession session = new WriteSession(connection, database.log());
      if (afterIoError) {
        session.log.copy(session.control);
      }
      return session;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Returns the sequence number of the last event. */
  long lastSequence() {
    return events.lastSequence();
  }

  /** Says which of several batches could not be written, and why. */
  static final class BatchException extends SQLException {
    private static final long serialVersionUID = 1L;
    private final int index;

    BatchException(int index, Exception cause) {
      super(cause.getMessage(), cause);
      this.index = index;
    }

    int index() {
      return index;
    }
  }

  /**
   * Stores batches in one transaction; when it returns, they are durable.
   *
   * @throws BatchException if a batch cannot be written, for which it may be alone to blame
   * @throws SQLException if none can be committed
   */
  List<BatchResult> store(List<PreparedBatch> batches) throws SQLException {
    List<BatchResult> results = new ArrayList<>(batches.size());
    control.execute("BEGIN IMMEDIATE");
    if (!proven) {
      // Writes a page, whatever the batches hold. What a killed process wrote to the log and never
      // synced counts as committed, and comes again as duplicates: this sync covers it.
      control.execute("PRAGMA user_version = " + Schema.VERSION);
    }
    for (int i = 0; i < batches.size(); i++) {
      try {
        results.add(write(batches.get(i)));
      } catch (SQLException | RuntimeException e) {
        throw new BatchException(i, e);
      }
    }
    control.execute("COMMIT");
    proven = true;
    return results;
  }

  private BatchResult write(PreparedBatch batch) throws SQLException {
    String writer = batch.batch().writer();
    BatchNumbers numbers = producers.load(batch.batch().numbering(), writer);
    BatchResult result = events.add(batch.events(), numbers);
    numbers.save();
    descriptions.add(batch.batch().descriptions(), writer);
    return result;
  }

  /**
   * Stores what commands have left to be stored as events, each once; when it returns, they are
   * durable.
   */
  void storeNotices() throws SQLException {
    long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    if (notices.due(nowMicros).isEmpty()) {
      return;
    }
    control.execute("BEGIN IMMEDIATE");
    for (Notices.Notice notice : notices.due(nowMicros)) {
      events.add(List.of(event(notice)), producers.load(Numbering.NONE, null));
      notices.delete(notice);
    }
    control.execute("COMMIT");
  }

  private static PreparedEvent event(Notices.Notice notice) {
    return PreparedEvent.of(
        new EventRecord(
            notice.id(),
            notice.type(),
            notice.occurredAtMicros(),
            notice.actorUser(),
            "collector",
            Map.of(),
            notice.attributes()));
  }

  /** Returns how many events were removed, ever. */
  long removed() throws SQLException {
    return SqliteFile.number(connection, "SELECT sum(removed) FROM removal");
  }

  /** Returns the events that were committed since this was called before, in order. */
  List<TailEvent> takeCommitted() {
    return events.takeAdded();
  }

  /** Does what can wait until the futures are completed. */
  void tidy() throws SQLException {
    log.bound(control);
  }

  /** Closes the connection, which rolls back what was not committed. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
