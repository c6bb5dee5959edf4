package io.audittrail.examples.domain;

/** Thrown when the password is wrong. */
public final class WrongPasswordException extends LoginRefusedException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public WrongPasswordException() {
    super("wrong password");
  }
}
