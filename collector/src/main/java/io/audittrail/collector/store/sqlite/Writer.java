package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.StoreListener;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.index.Index;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer: takes all that waits, commits it in one transaction with a full sync, then
 * completes the futures.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int NOTICE_MILLIS = 1_000;

  private final Database database;
  private final CommitQueue queue;
  private final StoreListener listener;
  private final Index index;
  private final Thread thread = new Thread(this::run, "audit-store-writer");
  private @Nullable WriteSession session;
  private long noticedNanos = System.nanoTime();
  private boolean afterIoError;
  private volatile long lastSequence;
  private volatile long removed;

  /**
   * Opens the file for writing, and brings it to the current version.
   *
   * @param index opens the index, given the sequence number of the last event
   */
  Writer(Database database, CommitQueue queue, StoreListener listener, LongFunction<Index> index)
      throws SQLException {
    WriteSession opened = WriteSession.open(database, false);
    this.database = database;
    this.queue = queue;
    this.listener = listener;
    this.session = opened;
    this.lastSequence = opened.lastSequence();
    this.removed = opened.removed();
    this.index = index.apply(lastSequence);
  }

  /** Starts the thread. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the index that follows the commits. */
  Index index() {
    return index;
  }

  /** Returns the sequence number of the last committed event. */
  long lastSequence() {
    return lastSequence;
  }

  /** Returns how many events were removed, as of a second ago. */
  long removed() {
    return removed;
  }

  private void run() {
    while (!queue.isOver()) {
      store(queue.take(NOTICE_MILLIS));
      if (System.nanoTime() - noticedNanos >= TimeUnit.MILLISECONDS.toNanos(NOTICE_MILLIS)) {
        storeNotices();
        noticedNanos = System.nanoTime();
      }
    }
    closeSession();
  }

  /** Stores what commands have left to be stored; what cannot be now is tried again. */
  private void storeNotices() {
    WriteSession open = session;
    if (open == null) {
      return; // the next batch shows whether the file can be written again
    }
    try {
      open.storeNotices();
      index.add(open.takeCommitted());
      lastSequence = open.lastSequence();
      removed = open.removed();
    } catch (SQLException | RuntimeException | Error e) {
      closeSession(e);
      LOG.warn("what a command did could not be stored as an event", e);
    }
  }

  /** Stores batches in one transaction; one that cannot be written fails alone. */
  private void store(List<PreparedBatch> batches) {
    while (!batches.isEmpty()) {
      try {
        complete(batches, commit(batches));
        tidy();
        index.slowDown();
        return;
      } catch (WriteSession.BatchException e) {
        closeSession(e);
        fail(List.of(batches.remove(e.index())), e);
      } catch (SQLException | RuntimeException | Error e) {
        closeSession(e);
        fail(batches, e);
        return;
      }
    }
  }

  private void complete(List<PreparedBatch> batches, List<BatchResult> results) {
    // Room first: who hears of the commit may append again at once.
    queue.release(batches);
    for (int i = 0; i < batches.size(); i++) {
      batches.get(i).future().complete(results.get(i));
    }
  }

  private List<BatchResult> commit(List<PreparedBatch> batches) throws SQLException {
    WriteSession open = session;
    if (open == null) {
      open = WriteSession.open(database, afterIoError);
      afterIoError = false;
      session = open;
    }
    long start = System.nanoTime();
    List<BatchResult> results = open.store(batches);
    index.add(open.takeCommitted());
    lastSequence = open.lastSequence();
    tellCommitted(results, System.nanoTime() - start);
    return results;
  }

  private void tellCommitted(List<BatchResult> results, long nanos) {
    int stored = 0;
    int duplicates = 0;
    int conflicts = 0;
    for (BatchResult result : results) {
      stored += result.stored();
      duplicates += result.duplicates();
      conflicts += result.conflicts().size() + result.takenNumbers().size();
    }
    StoreListener.Commit commit =
        new StoreListener.Commit(results.size(), stored, duplicates, conflicts, nanos);
    tell(() -> listener.committed(commit));
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("a listener of the store failed", e);
    }
  }

  private void tidy() {
    WriteSession open = session;
    try {
      if (open != null) {
        open.tidy();
      }
    } catch (SQLException | RuntimeException | Error e) {
      closeSession(e); // what was committed stays; the next transaction shows whether it is worse
    }
  }

  private void fail(List<PreparedBatch> batches, Throwable cause) {
    queue.release(batches);
    tell(() -> listener.failed(batches.size()));
    for (PreparedBatch batch : batches) {
      batch
          .future()
          .completeExceptionally(
              new StoreUnavailableException(
                  "cannot store events in " + database.file() + ": " + cause.getMessage(), cause));
    }
  }

  private void closeSession(Throwable cause) {
    afterIoError |= SqliteFile.isIoError(cause);
    closeSession();
  }

  private void closeSession() {
    WriteSession open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // What the connection held is lost with it; the next transaction opens another one.
      }
    }
  }

  /** Stores what waits, then closes the file. An interrupt is kept until that is done. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
