package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.CountQuery;
import io.audittrail.collector.store.DirectoryLock;
import io.audittrail.collector.store.EventCount;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.IncomingBatch;
import io.audittrail.collector.store.Mention;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.SequencePage;
import io.audittrail.collector.store.StoreListener;
import io.audittrail.collector.store.StoreStatistics;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.producer.ProducerPage;
import io.audittrail.collector.store.producer.ProducerRequest;
import io.audittrail.collector.store.sqlite.index.Index;
import io.audittrail.event.Resource;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in the file {@code events.db} of a data directory, which it owns while it is open;
 * {@code index.db} beside it is made from it.
 *
 * <p>One thread writes: it commits all that waits in one transaction with a full sync. Futures
 * complete on that thread, so what follows them must be short or go elsewhere.
 */
public final class SqliteEventStore implements EventStore {
  /** The name of the file of the events in a data directory. */
  public static final String FILE_NAME = "events.db";

  private final DirectoryLock lock;
  private final Database database;
  private final CommitQueue queue;
  private final Writer writer;
  private final Readers readers;
  private final CountRead counts;

  private SqliteEventStore(
      DirectoryLock lock, Database database, CommitQueue queue, Writer writer, Readers readers) {
    this.lock = lock;
    this.database = database;
    this.queue = queue;
    this.writer = writer;
    this.readers = readers;
    this.counts = new CountRead(readers);
  }

  /**
   * Opens the store of a data directory, and makes both if there are none.
   *
   * @throws StoreUnavailableException if another collector uses the directory, it cannot be
   *     written, or its file is damaged, not ours, or of a newer version
   */
  public static SqliteEventStore open(SqliteStoreSettings settings) {
    return open(settings, StoreListener.NONE);
  }

  /**
   * Opens the store of a data directory, and tells a listener what it does.
   *
   * @throws StoreUnavailableException as {@link #open(SqliteStoreSettings)} does
   */
  public static SqliteEventStore open(SqliteStoreSettings settings, StoreListener listener) {
    DirectoryLock lock = DirectoryLock.acquire(settings.dataDirectory());
    Database database = new Database(settings);
    boolean opened = false;
    try {
      CommitQueue queue = new CommitQueue(settings);
      Writer writer =
          new Writer(database, queue, listener, last -> index(database, settings, last));
      writer.start();
      opened = true;
      Readers readers = new Readers(database, writer.index(), settings);
      return new SqliteEventStore(lock, database, queue, writer, readers);
    } catch (SQLException e) {
      throw new StoreUnavailableException(
          "cannot open " + database.file() + ": " + e.getMessage(), e);
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  private static Index index(Database database, SqliteStoreSettings settings, long last) {
    return Index.open(
        settings.dataDirectory(), settings.waitMillis(), () -> IndexedEvents.open(database), last);
  }

  @Override
  public CompletableFuture<BatchResult> append(IncomingBatch batch) {
    PreparedBatch prepared = PreparedBatch.of(batch);
    if (!queue.add(prepared)) {
      prepared
          .future()
          .completeExceptionally(new StoreUnavailableException("the store is closed", null));
    }
    return prepared.future();
  }

  @Override
  public long lastSequence() {
    return writer.lastSequence();
  }

  @Override
  public EventPage page(PageRequest request) {
    return readers.read(session -> session.page(request));
  }

  @Override
  public EventCount count(CountQuery query) {
    return counts.count(query);
  }

  @Override
  public EventPage find(String id, PageRequest request) {
    return readers.read(session -> session.find(id, request));
  }

  @Override
  public SequencePage follow(@Nullable String viewer, long after, int limit) {
    long last = writer.lastSequence();
    return readers.read(session -> session.follow(viewer, after, limit, last));
  }

  @Override
  public List<@Nullable Resource> describe(Collection<Mention> mentions, @Nullable String viewer) {
    return readers.read(session -> session.describe(mentions, viewer));
  }

  @Override
  public ProducerPage producers(ProducerRequest request) {
    return readers.read(session -> session.producers(request));
  }

  @Override
  public StoreStatistics statistics() {
    Index index = writer.index();
    return new StoreStatistics(
        writer.lastSequence() - writer.removed(),
        queue.bytes(),
        database.bytes() + index.bytes(),
        index.lag());
  }

  @Override
  public void close() {
    readers.close();
    writer.index().close(); // the writer's connection is the last one, which empties the log
    writer.close();
    lock.close();
  }
}
