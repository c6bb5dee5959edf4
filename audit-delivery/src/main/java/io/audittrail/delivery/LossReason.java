package io.audittrail.delivery;

import java.util.Locale;

/** Why an event never entered the spool. */
enum LossReason {
  /** There was no room for it, at once or in the time that was allowed. */
  SPOOL_FULL("the spool was full"),
  /** The spool was nearly full, and the event's type may be dropped then. */
  UNDER_PRESSURE("the spool was nearly full, and dropTypes names the type"),
  /** The thread that waited for room was interrupted. */
  INTERRUPTED("the thread that waited for room was interrupted"),
  /** The delivery was closed. */
  CLOSED("the delivery was closed"),
  /** The event was over a limit of the wire. */
  OVER_LIMIT("an event was over a limit");

  private final String text;

  LossReason(String text) {
    this.text = text;
  }

  /** Returns why, for people to read. */
  String text() {
    return text;
  }

  /** Returns the attribute {@code reason} of the event that reports the loss. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
