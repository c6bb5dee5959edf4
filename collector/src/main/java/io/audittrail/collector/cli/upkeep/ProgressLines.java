package io.audittrail.collector.cli.upkeep;

import io.audittrail.collector.store.UpkeepProgress;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says on standard error how far the work has come, at most once a second. */
final class ProgressLines implements UpkeepProgress {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PrintWriter errors;
  private long saidNanos = System.nanoTime();

  ProgressLines(PrintWriter errors) {
    this.errors = errors;
  }

  @Override
  public void reached(String task, long done, long total) {
    if (total == 0 && done == 0 || System.nanoTime() - saidNanos >= PAUSE_NANOS) {
      saidNanos = System.nanoTime();
      errors.println(
          "collector: "
              + task
              + (total > done ? ": " + done + " of " + total : done > 0 ? ": " + done : ""));
    }
  }
}
