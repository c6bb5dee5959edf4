package io.audittrail.examples.domain;

/** Thrown when the one-time code is wrong. */
public final class WrongCodeException extends LoginRefusedException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public WrongCodeException() {
    super("wrong one-time code");
  }
}
