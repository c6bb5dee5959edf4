package io.audittrail.collector.access;

/** Thrown when the database of tokens cannot be read or written, such as on a full disk. */
public final class TokensUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TokensUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
