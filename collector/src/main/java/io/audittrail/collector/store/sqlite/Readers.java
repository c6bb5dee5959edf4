package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.sqlite.index.Index;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of connections that read; the one used last is used next, so that its cache is
 * warm. A connection that fails is closed and another one takes its place.
 */
final class Readers implements AutoCloseable {
  private final Database database;
  private final Index index;
  private final SqliteStoreSettings settings;
  private final Semaphore turns;
  private final ConcurrentLinkedDeque<ReadSession> idle = new ConcurrentLinkedDeque<>();
  private final ReaderCaches caches = new ReaderCaches();
  private volatile boolean closed;

  Readers(Database database, Index index, SqliteStoreSettings settings) {
    this.database = database;
    this.index = index;
    this.settings = settings;
    this.turns = new Semaphore(settings.readers());
  }

  /** Something to be read. */
  interface Read<T> {
    T run(ReadSession session) throws SQLException;
  }

  /**
   * Reads when it is its turn.
   *
   * @throws StoreUnavailableException if it cannot be read, or its turn did not come in time
   */
  <T> T read(Read<T> read) {
    awaitTurn();
    ReadSession session = null;
    boolean usable = false;
    try {
      if (closed) {
        throw new StoreUnavailableException("the store is closed", null);
      }
      session = idle.poll();
      if (session == null) {
        session = ReadSession.open(database, index, caches, settings);
      }
      T result = read.run(session);
      usable = true;
      return result;
    } catch (SQLException e) {
      throw new StoreUnavailableException(
          "cannot read events from " + database.file() + ": " + e.getMessage(), e);
    } finally {
      giveBack(session, usable);
      turns.release();
    }
  }

  private void awaitTurn() {
    try {
      if (!turns.tryAcquire(settings.waitMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreUnavailableException(
            "all " + settings.readers() + " readers were busy for " + settings.waitMillis() + " ms",
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while waiting to read", e);
    }
  }

  private void giveBack(@Nullable ReadSession session, boolean usable) {
    if (session == null) {
      return;
    }
    if (usable) {
      idle.push(session);
    } else {
      close(session);
    }
  }

  private static void close(ReadSession session) {
    try {
      session.close();
    } catch (SQLException e) {
      // Nothing is lost with a connection that only reads.
    }
  }

  /** Waits for the reads that run, then closes all connections. */
  @Override
  public void close() {
    closed = true;
    turns.acquireUninterruptibly(settings.readers());
    for (ReadSession session = idle.poll(); session != null; session = idle.poll()) {
      close(session);
    }
    turns.release(settings.readers());
  }
}
