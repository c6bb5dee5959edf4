package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.removal.RemovalMark;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import io.audittrail.collector.store.sqlite.run.Run;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that events were removed, and finds the runs that still have them: at once those of which
 * nothing is left, the others when the removal has ended or made a pause, so that they are made
 * anew once.
 */
final class RemovalWatch {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Deque<Run> emptied = new ArrayDeque<>();
  private final Deque<Run> outdated = new ArrayDeque<>();
  private @Nullable RemovalMark seen;
  private boolean mustCompare;
  private long lookedNanos;
  private long changedNanos;
  private long comparedNanos = System.nanoTime() - PAUSE_NANOS;

  /** Looks whether events were removed since it looked last. */
  boolean look(EventSource events) throws SQLException {
    if (seen != null && System.nanoTime() - lookedNanos < LOOK_NANOS) {
      return false;
    }
    lookedNanos = System.nanoTime();
    RemovalMark mark = events.removals();
    if (mark.equals(seen)) {
      return false;
    }
    changedNanos = lookedNanos;
    seen = mark;
    mustCompare = true;
    return true;
  }

  /** Says that there are other runs than before. */
  void runsChanged() {
    mustCompare = seen != null && seen.removal() > 0;
  }

  /** Finds out which runs have events that were removed, if that may have changed. */
  void compare(List<Run> runs, EventSource events) throws SQLException {
    if (!mustCompare || (!rests() && System.nanoTime() - comparedNanos < PAUSE_NANOS)) {
      return;
    }
    mustCompare = false;
    comparedNanos = System.nanoTime();
    emptied.clear();
    outdated.clear();
    for (Run run : runs) {
      RemovedRanges removed = events.removed(run.firstSequence(), run.lastSequence());
      long count = removed.count();
      if (count > run.lastSequence() - run.firstSequence()) {
        emptied.add(run);
      } else if (count != run.removed()) {
        outdated.add(run);
      }
    }
  }

  /** Returns a run of which no event is left; null if there is none. */
  @Nullable Run nextEmptied() {
    return emptied.poll();
  }

  /** Returns a run to make anew now; null if there is none. */
  @Nullable Run nextOutdated() {
    return rests() ? outdated.poll() : null;
  }

  private boolean rests() {
    RemovalMark mark = seen;
    return mark != null && (mark.ended() || System.nanoTime() - changedNanos > PAUSE_NANOS);
  }
}
