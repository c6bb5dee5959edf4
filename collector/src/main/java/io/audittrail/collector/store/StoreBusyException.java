package io.audittrail.collector.store;

/** Thrown when more bytes wait for the writer than the bound allows; trying again later helps. */
public final class StoreBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the client. */
  public StoreBusyException(String message) {
    super(message);
  }
}
