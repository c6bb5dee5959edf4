package io.audittrail.collector.cli;

/** Thrown when a command cannot do what it was asked; the message is one line for the operator. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String message) {
    super(message);
  }
}
