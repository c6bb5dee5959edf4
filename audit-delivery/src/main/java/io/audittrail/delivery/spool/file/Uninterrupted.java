package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Works on files in threads that may be interrupted: a channel is closed under whoever is, and an
 * application's interrupt is no reason to lose an event.
 */
final class Uninterrupted {
  private static final int MAX_ATTEMPTS = 10;

  private Uninterrupted() {}

  /** Something to do with files, which can be done again. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Something to do with files that has no result. */
  interface Action {
    void run() throws IOException;
  }

  /** As {@link #run}. */
  static void act(Action action) throws IOException {
    run(
        () -> {
          action.run();
          return true;
        });
  }

  /** Does it, again if an interrupt ends it; the thread's interrupt stays set. */
  static <T> T run(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return work.run();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
          if (attempt == MAX_ATTEMPTS) {
            throw e;
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
