package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.removal.RemovalMark;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import io.audittrail.collector.store.sqlite.run.EventIds;
import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.sql.SQLException;
import java.util.List;

/** Reads committed events for the index; for one thread at a time. */
public interface EventSource extends EventIds, AutoCloseable {
  /** Opens a source. */
  @FunctionalInterface
  interface Opener {
    /** Returns a source that the caller closes. */
    EventSource open() throws SQLException;
  }

  /**
   * Returns the next events after a sequence number, in the order of their commits.
   *
   * @param most how many at most; fewer are read if they are large, but at least one
   */
  List<TailEvent> read(long after, int most) throws SQLException;

  /** Returns the sequence numbers of removed events from the first to the last given one. */
  RemovedRanges removed(long first, long last) throws SQLException;

  /** Returns how far removals have come. */
  RemovalMark removals() throws SQLException;

  @Override
  void close() throws SQLException;
}
