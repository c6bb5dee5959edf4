package io.audittrail.delivery.spool;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that is mostly held for less time than it takes to put a thread to sleep and to wake it.
 */
final class BriefLock extends ReentrantLock {
  private static final long serialVersionUID = 1;

  /**
   * About a microsecond: hypervisors take the processor from who looks for longer. On one processor
   * whoever holds the lock cannot go on meanwhile.
   */
  private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 20 : 0;

  /** Takes the lock; looks for it for a moment before it waits. */
  void lockBriefly() {
    for (int i = 0; i < LOOKS; i++) {
      if (!isLocked() && tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock();
  }
}
