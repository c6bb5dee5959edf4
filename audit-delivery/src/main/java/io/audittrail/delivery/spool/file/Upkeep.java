package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A daemon thread that forces what was appended to the disk, and makes segments before they are
 * needed. Safe for use by any thread.
 */
final class Upkeep implements Runnable {
  private static final long END_MILLIS = 1_000;

  private final LiveSegments segments;
  private final SpoolListener listener;
  private final long intervalNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Thread thread;
  private volatile boolean idle = true;
  private volatile boolean closed;

  /** Before this position, somebody waits for the disk, or did. */
  private volatile long wanted;

  private volatile long forcedTo;
  private boolean homeForced;
  private long nextForceNanos = System.nanoTime();

  Upkeep(LiveSegments segments, SpoolTerms terms) {
    this.segments = segments;
    this.listener = terms.listener();
    this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(terms.syncIntervalMillis());
    this.thread = new Thread(null, this, "audit-spool", 0, false);
  }

  /**
   * Starts the thread: not with the first record, because a thread keeps the classes alive on whose
   * behalf it was made, and those of the application must be free to go.
   */
  void start() {
    thread.setDaemon(true);
    thread.setContextClassLoader(Upkeep.class.getClassLoader());
    thread.start();
  }

  /** A record was appended. */
  void appended() {
    if (idle) {
      wake();
    }
  }

  /** Something is to be done now. */
  void wake() {
    idle = false;
    LockSupport.unpark(thread);
  }

  /**
   * Waits until everything before the position is on the disk; false if the time was over first.
   */
  boolean awaitForced(long position, long maxWaitNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long remaining = maxWaitNanos;
      wanted = Math.max(wanted, position);
      wake();
      while (forcedTo < position && remaining > 0 && !closed) {
        remaining = progress.awaitNanos(remaining);
      }
      return forcedTo >= position;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        round();
      } catch (RuntimeException | Error e) {
        listener.trouble("the upkeep of the spool failed and goes on: " + e, e);
        LockSupport.parkNanos(intervalNanos);
      }
    }
  }

  private void round() {
    long now = System.nanoTime();
    prepareSegment();
    boolean failed = false;
    if (wanted > forcedTo || now - nextForceNanos >= 0) {
      failed = !force();
      nextForceNanos = System.nanoTime() + intervalNanos;
    }
    idle = true;
    boolean hasWork = hasWork();
    idle = !hasWork; // with a time to get up at, nobody needs to wake it
    // Waiting for a lock may have used up a call to wake up, so from here on there is none.
    if (!closed && (failed || wanted <= forcedTo)) {
      LockSupport.parkNanos(
          this, hasWork ? Math.max(1, nextForceNanos - System.nanoTime()) : Long.MAX_VALUE);
    }
    idle = false;
  }

  /** Looks at the records last: a call to wake up that a lock uses up was for one seen here. */
  private boolean hasWork() {
    return !segments.pool().isPrepared() || segments.end() > forcedTo;
  }

  private void prepareSegment() {
    try {
      if (segments.end() > 0) {
        segments.pool().prepare();
      }
    } catch (IOException e) {
      listener.trouble("no segment could be made ahead: " + e.getMessage(), e);
    }
  }

  /** Returns whether everything that was appended before is on the disk. */
  private boolean force() {
    long target = segments.end();
    if (target == forcedTo) {
      return true;
    }
    try {
      if (!homeForced) {
        segments.pool().forceHome();
        homeForced = true;
      }
      boolean forced = forceSegments();
      if (forced) {
        reached(target);
      }
      return forced;
    } catch (IOException e) {
      unforced(e);
      return false;
    }
  }

  /** Forces each segment, whatever becomes of the others; returns whether all are forced. */
  private boolean forceSegments() {
    boolean all = true;
    for (Segment segment : segments.view().segments()) {
      try {
        segment.force();
      } catch (IOException e) {
        all = false;
        unforced(e);
      }
    }
    return all;
  }

  private void unforced(IOException e) {
    listener.trouble("the spool could not be forced to the disk: " + e.getMessage(), e);
  }

  private void reached(long position) {
    lock.lock();
    try {
      forcedTo = position;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Forces what is not forced yet, and ends the thread. */
  void close() {
    lock.lock();
    try {
      closed = true;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(thread);
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    force();
  }
}
