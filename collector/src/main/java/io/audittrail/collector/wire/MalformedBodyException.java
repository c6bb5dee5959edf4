package io.audittrail.collector.wire;

/** Thrown when a body is not what it should be as a whole; its message names line and column. */
public final class MalformedBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param what what is wrong, in words for the client
   * @param line the line, from 1
   * @param column the column in bytes, from 1
   */
  public MalformedBodyException(String what, int line, int column) {
    super("malformed body: " + what + " at line " + line + ", column " + column);
  }
}
