package io.audittrail.collector.store.sqlite.index;

import java.sql.SQLException;

/** Says that events cannot be read, for which the index is not to blame. */
public final class EventsUnreadableException extends SQLException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception. */
  public EventsUnreadableException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
