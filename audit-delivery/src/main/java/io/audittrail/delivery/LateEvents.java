package io.audittrail.delivery;

import io.audittrail.delivery.spool.file.FileSpool;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events that are emitted after the close, by shutdown hooks for example, in a spool of their
 * own, which the next process adopts, or another delivery of this one. Safe for use by any thread.
 */
final class LateEvents {
  /** So long after the last event the spool is given up. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final SpoolPlace place;
  private final SpoolTroubles troubles;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition never = lock.newCondition();
  private @Nullable FileSpool spool;
  private long lastNanos;

  LateEvents(SpoolPlace place, SpoolTroubles troubles) {
    this.place = place;
    this.troubles = troubles;
  }

  /**
   * Keeps a record.
   *
   * @return where; null if there is no place for it that outlives the process
   */
  @Nullable FileSpool append(byte[] record) {
    lock.lock();
    try {
      lastNanos = System.nanoTime();
      FileSpool open = spool;
      if (open == null) {
        open = place.another();
        if (open == null) {
          return null;
        }
        spool = open;
        start(open);
      }
      return open.append(record) ? open : null;
    } catch (IOException | OutOfMemoryError e) { // there may be too many threads
      troubles.trouble("no spool could be made for events after the close: " + e, e);
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void start(FileSpool open) {
    Thread thread = new Thread(null, () -> giveUpWhenIdle(open), "audit-late", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(LateEvents.class.getClassLoader());
    thread.start();
  }

  private void giveUpWhenIdle(FileSpool open) {
    lock.lock();
    try {
      long left = IDLE_NANOS;
      while (left > 0) {
        left = never.awaitNanos(left);
        left = Math.max(left, lastNanos + IDLE_NANOS - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      spool = null;
      open.close();
      lock.unlock();
    }
  }
}
