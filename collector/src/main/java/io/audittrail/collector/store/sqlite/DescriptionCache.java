package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.sqlite.DescriptionRows.Key;
import io.audittrail.collector.store.sqlite.DescriptionRows.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rows of descriptions that readers have read. Each change of a description gives its row a
 * higher number than any before, so whoever reads finds out what to forget. Safe for use by any
 * number of threads.
 */
final class DescriptionCache {
  private static final int MOST_KEYS = 32_768;
  private static final int LONGEST = 512;

  /** Beyond so many numbers, forgetting everything costs less than asking what changed. */
  private static final int MOST_CHANGES = 1_000;

  private final Map<Key, List<Row>> rows = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private long written;

  /** Tells which resources have rows with numbers above the given one. */
  @FunctionalInterface
  interface Changes {
    List<Key> since(long written) throws SQLException;
  }

  /** Returns the rows of a resource, the one written last first; null if they are not known. */
  @Nullable List<Row> get(Key key) {
    return rows.get(key);
  }

  /** Forgets what has changed up to the highest number that a reader's transaction sees. */
  void catchUp(long seen, Changes changes) throws SQLException {
    lock.lock();
    try {
      if (seen > written) {
        if (seen - written > MOST_CHANGES) {
          rows.clear();
        } else {
          changes.since(written).forEach(rows::remove);
        }
        written = seen;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes what a reader has read, unless others have seen a newer state of the file. */
  void put(long seen, Map<Key, List<Row>> read) {
    lock.lock();
    try {
      if (seen == written) {
        read.forEach(this::put);
      }
    } finally {
      lock.unlock();
    }
  }

  private void put(Key key, List<Row> found) {
    if (rows.size() >= MOST_KEYS) {
      rows.clear();
    }
    if (length(key, found) <= LONGEST) {
      rows.put(key, found);
    }
  }

  private static int length(Key key, List<Row> rows) {
    int length = key.id().length();
    for (Row row : rows) {
      length += row.owner().length() + DescriptionTable.length(row.description());
    }
    return length;
  }
}
