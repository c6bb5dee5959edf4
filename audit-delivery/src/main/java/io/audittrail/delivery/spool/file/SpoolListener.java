package io.audittrail.delivery.spool.file;

import org.jspecify.annotations.Nullable;

/**
 * Hears of what goes wrong with a spool's files; called by any thread, must not block and must not
 * throw.
 */
public interface SpoolListener {
  /** Something went wrong that the spool goes on after. */
  void trouble(String message, @Nullable Throwable cause);

  /** Records that were in a spool cannot be read any more. */
  void unreadable(long records, String where);
}
