package io.audittrail.collector.store.sqlite.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections that read the index; as many as reads at one time. The file can be thrown away
 * once all are closed.
 */
final class IndexReaders implements AutoCloseable {
  private final IndexFile file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition returned = lock.newCondition();
  private final Deque<IndexSnapshot> idle = new ArrayDeque<>();
  private RunCache runs = new RunCache();
  private int lent;
  private boolean open;

  IndexReaders(IndexFile file) {
    this.file = file;
  }

  /** Lends connections from now on. */
  void open() {
    lock.lock();
    try {
      open = true;
    } finally {
      lock.unlock();
    }
  }

  /** Returns a connection; null if the file cannot be read now. */
  @Nullable IndexSnapshot borrow() throws SQLException {
    RunCache cache;
    lock.lock();
    try {
      if (!open) {
        return null;
      }
      lent++;
      IndexSnapshot snapshot = idle.poll();
      if (snapshot != null) {
        return snapshot;
      }
      cache = runs;
    } finally {
      lock.unlock();
    }
    return make(cache);
  }

  private IndexSnapshot make(RunCache cache) throws SQLException {
    boolean made = false;
    try {
      Connection connection = file.openReader();
      IndexSnapshot snapshot = new IndexSnapshot(connection, cache);
      made = true;
      return snapshot;
    } finally {
      if (!made) {
        release(null);
      }
    }
  }

  /** Takes a connection back. */
  void giveBack(IndexSnapshot snapshot, boolean usable) throws SQLException {
    if (usable) {
      release(snapshot);
    } else {
      try {
        snapshot.close();
      } finally {
        release(null);
      }
    }
  }

  private void release(@Nullable IndexSnapshot snapshot) {
    lock.lock();
    try {
      lent--;
      if (snapshot != null) {
        idle.push(snapshot);
      }
      returned.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the reads that run, then closes all connections; none is lent until it is opened. */
  @Override
  public void close() throws SQLException {
    lock.lock();
    try {
      open = false;
      while (lent > 0) {
        returned.awaitUninterruptibly();
      }
      for (IndexSnapshot snapshot = idle.poll(); snapshot != null; snapshot = idle.poll()) {
        snapshot.close();
      }
      runs = new RunCache();
    } finally {
      lock.unlock();
    }
  }
}
