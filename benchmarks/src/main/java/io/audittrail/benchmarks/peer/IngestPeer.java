package io.audittrail.benchmarks.peer;

import java.nio.file.Path;

/** Somebody who takes events in, from the same processors. */
interface IngestPeer {
  String name();

  /** Returns how many events it takes in where the collector takes in so many. */
  default int share(int events) {
    return events;
  }

  /**
   * Gives it events, and returns how many it took in a second, to the disk unless its name says
   * else.
   *
   * @param directory an empty one for its files
   * @throws MissingException if something is not installed that it needs
   */
  double rate(int events, Path directory) throws Exception;

  /** Tells what is not installed. */
  final class MissingException extends Exception {
    private static final long serialVersionUID = 1;

    MissingException(String what) {
      super(what);
    }
  }
}
