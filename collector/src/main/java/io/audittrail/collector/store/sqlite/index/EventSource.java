package io.audittrail.collector.store.sqlite.index;

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

  @Override
  void close() throws SQLException;
}
