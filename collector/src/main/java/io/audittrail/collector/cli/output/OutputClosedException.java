package io.audittrail.collector.cli.output;

import java.io.IOException;

/** Thrown when whoever reads what we print has enough, as {@code head} has. */
public final class OutputClosedException extends IOException {
  private static final long serialVersionUID = 1L;

  OutputClosedException(IOException cause) {
    super("nobody reads the output any more", cause);
  }
}
