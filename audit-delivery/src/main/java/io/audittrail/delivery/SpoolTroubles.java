package io.audittrail.delivery;

import io.audittrail.delivery.spool.file.SpoolListener;
import org.jspecify.annotations.Nullable;

/** Tells of trouble with a spool's files, at a bounded rate. */
final class SpoolTroubles implements SpoolListener {
  private final Telling troubles;
  private final Telling unreadable;
  private final Telling late;

  SpoolTroubles(DeliveryListener listener) {
    this.troubles = new Telling("troubles with the spool", listener);
    this.unreadable = new Telling("audit events in the spool cannot be read", listener);
    this.late = new Telling("audit events were not forced to the disk in time", listener);
  }

  @Override
  public void trouble(String message, @Nullable Throwable cause) {
    troubles.happened(1, message);
  }

  @Override
  public void unreadable(long records, String where) {
    unreadable.happened(records, where);
  }

  /** An event is spooled, but the disk has not confirmed it. */
  void notForced(String event) {
    late.happened(1, event);
  }

  void tellAll() {
    troubles.tell();
    unreadable.tell();
    late.tell();
  }
}
