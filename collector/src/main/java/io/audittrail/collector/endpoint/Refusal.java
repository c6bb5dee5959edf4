package io.audittrail.collector.endpoint;

/** Thrown to refuse a request with a status and a message for the client. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** Makes a refusal; the message names the field, the value and what is allowed. */
  public Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
