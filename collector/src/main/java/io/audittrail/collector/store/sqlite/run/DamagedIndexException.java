package io.audittrail.collector.store.sqlite.run;

import java.sql.SQLException;

/** Says that the file of the index is not what it should be; it must be made anew. */
public final class DamagedIndexException extends SQLException {
  private static final long serialVersionUID = 1L;

  public DamagedIndexException(String reason) {
    super(reason);
  }
}
