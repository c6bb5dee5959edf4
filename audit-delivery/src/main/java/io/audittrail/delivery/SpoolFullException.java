package io.audittrail.delivery;

/** Thrown to the caller of {@link AuditDelivery#emit} when the spool is full, by policy FAIL. */
public final class SpoolFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception that names the bound. */
  public SpoolFullException(String message) {
    super(message);
  }
}
