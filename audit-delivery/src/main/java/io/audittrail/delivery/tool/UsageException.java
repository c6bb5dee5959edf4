package io.audittrail.delivery.tool;

/** Thrown when the tool was called wrongly. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
