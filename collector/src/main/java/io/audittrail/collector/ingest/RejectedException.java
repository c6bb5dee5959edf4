package io.audittrail.collector.ingest;

/** Thrown while an event or a description is read, to reject it alone. */
final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  RejectedException(String message) {
    super(message, null, false, false);
  }
}
