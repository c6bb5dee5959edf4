package io.audittrail.examples.domain;

/** Thrown when somebody cannot log in. */
public abstract class LoginRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoginRefusedException(String message) {
    super(message);
  }
}
