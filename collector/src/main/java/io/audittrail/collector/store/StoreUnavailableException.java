package io.audittrail.collector.store;

import org.jspecify.annotations.Nullable;

/** Thrown when the store cannot be written or read, such as on a full disk, or is closed. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the operator and the cause, if there is one. */
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
