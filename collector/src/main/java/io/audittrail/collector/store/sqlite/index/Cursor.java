package io.audittrail.collector.store.sqlite.index;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Goes through places in the order of a search, and never back. */
interface Cursor {
  /** Returns the place at which the cursor is; null at the end. */
  @Nullable Posting current();

  /** Goes to the first place that is the target or behind it, if it is not there already. */
  void advanceTo(Posting target) throws SQLException;

  /** Goes to the first place behind the given one, which is the current one. */
  void advanceBehind(Posting place) throws SQLException;
}
