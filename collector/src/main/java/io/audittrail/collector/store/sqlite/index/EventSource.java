package io.audittrail.collector.store.sqlite.index;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads committed events for the index; for one thread at a time. */
public interface EventSource extends AutoCloseable {
  /** Opens a source. */
  @FunctionalInterface
  interface Opener {
    /** Returns a source that the caller closes. */
    EventSource open() throws SQLException;
  }

  /**
   * Returns the next events after a sequence number, in the order of their commits.
   *
   * @param most how many at most
   */
  List<TailEvent> read(long after, int most) throws SQLException;

  /** Returns the code of an event's id; null if there is no event with the sequence number. */
  byte @Nullable [] id(long sequence) throws SQLException;

  @Override
  void close() throws SQLException;
}
