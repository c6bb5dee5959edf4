package io.audittrail.delivery.spool;

import io.audittrail.wire.IngestBody;

/** A record that a collector refused for good, and why. */
public final class DeadLetter {
  private final byte[] record;
  private final String reason;

  DeadLetter(byte[] record, String reason) {
    this.record = record;
    this.reason = reason;
  }

  /** Returns the JSON of the event, for people to read. */
  public String event() {
    return IngestBody.eventOf(record);
  }

  /** Returns why it was refused. */
  public String reason() {
    return reason;
  }

  long bytes() {
    return record.length + 2L * reason.length();
  }
}
