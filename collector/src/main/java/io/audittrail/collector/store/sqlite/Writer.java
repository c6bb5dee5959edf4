package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.StoreListener;
import io.audittrail.collector.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer: takes all that waits, commits it in one transaction with a full sync, then
 * completes the futures.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /** What reads go through one by one; it takes about a millisecond. */
  private static final int IDLE_LAG_EVENTS = 1_000;

  /** What is added at once while nothing waits; what arrives meanwhile waits for so many. */
  private static final int IDLE_STEP_EVENTS = 4_096;

  /** What is added at once when it must; the longer the run, the less each event costs. */
  private static final int BUSY_STEP_EVENTS = 32_768;

  /** Beyond this, what wants to be stored waits for the index. */
  private static final int MOST_LAG_EVENTS = 100_000;

  /** How long nothing must arrive before the index is filled. */
  private static final int IDLE_MILLIS = 10;

  private final Database database;
  private final CommitQueue queue;
  private final StoreListener listener;
  private final Thread thread = new Thread(this::run, "audit-store-writer");
  private @Nullable WriteSession session;
  private boolean indexFails;
  private volatile long lastSequence;
  private volatile long indexLag;

  private Writer(
      Database database, CommitQueue queue, StoreListener listener, WriteSession session) {
    this.database = database;
    this.queue = queue;
    this.listener = listener;
    this.session = session;
    this.lastSequence = session.lastSequence();
  }

  /** Opens the file for writing, brings it to the current version, and starts the thread. */
  static Writer start(Database database, CommitQueue queue, StoreListener listener)
      throws SQLException {
    Writer writer = new Writer(database, queue, listener, WriteSession.open(database));
    writer.catchUp();
    writer.thread.setDaemon(true);
    writer.thread.start();
    return writer;
  }

  /** Returns the sequence number of the last committed event. */
  long lastSequence() {
    return lastSequence;
  }

  /** Returns how many events are committed but not in the index. */
  long indexLag() {
    return indexLag;
  }

  private void run() {
    for (List<PreparedBatch> taken = take(); !taken.isEmpty(); taken = take()) {
      store(taken);
    }
    closeSession();
  }

  /** Takes what waits, and fills the index while nothing does; before that if it must. */
  private List<PreparedBatch> take() {
    boolean indexing = catchUp();
    while (indexing && lag() > IDLE_LAG_EVENTS && queue.isIdleFor(IDLE_MILLIS)) {
      indexing = index(IDLE_STEP_EVENTS);
    }
    return queue.take();
  }

  /** Fills the index until it lags no more than it may; returns whether it could. */
  private boolean catchUp() {
    boolean indexing = true;
    while (indexing && lag() > MOST_LAG_EVENTS) {
      indexing = index(BUSY_STEP_EVENTS);
    }
    return indexing;
  }

  private long lag() {
    WriteSession open = session;
    if (open != null) {
      indexLag = open.lag();
    }
    return open == null ? 0 : open.lag();
  }

  private boolean index(int events) {
    WriteSession open = session;
    try {
      if (open != null) {
        open.index(events);
        tellOfIndex(null);
      }
      return open != null;
    } catch (SQLException | RuntimeException | Error e) {
      closeSession(); // reads find what lags; the next transaction shows whether it is worse
      tellOfIndex(e);
      return false;
    }
  }

  /** Says when the index begins to fail and when it works again, not at every attempt between. */
  private void tellOfIndex(@Nullable Throwable failure) {
    if (indexFails == (failure != null)) {
      return;
    }
    indexFails = failure != null;
    if (failure != null) {
      LOG.warn(
          "the index in {} cannot be filled; events are stored and found all the same, but queries"
              + " with a filter get slower until it can: {}",
          database.file(),
          failure.toString());
    } else {
      LOG.info("the index in {} is filled again", database.file());
    }
  }

  /** Stores batches in one transaction; one that cannot be written fails alone. */
  private void store(List<PreparedBatch> batches) {
    while (!batches.isEmpty()) {
      try {
        complete(batches, commit(batches));
        tidy();
        return;
      } catch (WriteSession.BatchException e) {
        closeSession();
        fail(List.of(batches.remove(e.index())), e);
      } catch (SQLException | RuntimeException | Error e) {
        closeSession();
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
      open = WriteSession.open(database);
      session = open;
    }
    long start = System.nanoTime();
    List<BatchResult> results = open.store(batches);
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
      conflicts += result.conflicts().size();
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
      closeSession(); // what was committed stays; the next transaction shows whether it is worse
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
