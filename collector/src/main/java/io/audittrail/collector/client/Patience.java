package io.audittrail.collector.client;

import java.io.IOException;
import java.io.InterruptedIOException;

/** How often a call is repeated, and the waits in between. For use by one thread. */
final class Patience {
  private static final int MAX_FAILURES = 8;
  private static final long MIN_MILLIS = 250;
  private static final long MAX_MILLIS = 10_000;

  private final Notes notes;
  private boolean answered;

  Patience(Notes notes) {
    this.notes = notes;
  }

  /** A call that may fail. */
  @FunctionalInterface
  interface Try<T> {
    T run() throws IOException;
  }

  /**
   * Returns what a call returns, which is repeated while it is worth it: at most 8 times, and not
   * when the very first call reaches nobody, because then the address is wrong more often than not.
   */
  <T> T repeat(Try<T> call) throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        T result = call.run();
        answered = true;
        return result;
      } catch (CallFailedException e) {
        answered |= e.isAnswered();
        if (!e.isWorthRepeating() || failures == MAX_FAILURES || !answered) {
          throw e;
        }
        pause(e, failures);
      }
    }
  }

  /** Waits before the call that follows so many failures in a row. */
  void pause(CallFailedException failure, int failures) throws IOException {
    long doubled = MIN_MILLIS << Math.min(failures - 1, 10);
    long millis = Math.max(failure.retryAfterMillis(), Math.min(doubled, MAX_MILLIS));
    notes.note("%s; trying again in %.2f s".formatted(failure.getMessage(), millis / 1_000.0));
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to try again");
    }
  }
}
