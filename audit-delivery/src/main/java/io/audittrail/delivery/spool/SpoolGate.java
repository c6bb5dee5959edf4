package io.audittrail.delivery.spool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where threads wait at a spool: those who append for room, the one who sends for a batch that is
 * due, those who flush for acknowledgements. Safe for use by any thread.
 *
 * <p>A batch is due when one of its limits is reached, and at once when somebody waits for room or
 * flushes, or when the gate is closing.
 */
public final class SpoolGate implements Outgoing {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Spool spool;
  private final BatchLimits limits;
  private final long opened;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition due = lock.newCondition();
  private final Condition settled = lock.newCondition();

  /** Whether every record that is there has been read, so that the next one starts a batch. */
  private boolean allRead;

  private long oldestNanos = System.nanoTime();
  private long flushTo;
  private int waitingForRoom;
  private boolean woken;
  private boolean waitsForBatch;
  private boolean closing;
  private boolean sealed;
  private boolean reported;
  private boolean closed;
  private long lost;

  /** Opens a gate before a spool that nobody else uses. */
  public SpoolGate(Spool spool, BatchLimits limits) {
    this.spool = spool;
    this.limits = limits;
    this.opened = spool.end();
    this.allRead = spool.end() == spool.start();
  }

  /** Appends a record; returns false if there is no room for it or the gate is closed. */
  public boolean append(byte[] record) {
    lock.lock();
    try {
      return tryAppend(record);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Appends a record and waits for room if there is none.
   *
   * @return false if the time was over first, or the gate is closed
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean append(byte[] record, long maxWaitNanos) throws InterruptedException {
    lock.lock();
    try {
      if (tryAppend(record)) {
        return true;
      }
      return awaitRoom(record, maxWaitNanos);
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitRoom(byte[] record, long maxWaitNanos) throws InterruptedException {
    long remaining = maxWaitNanos;
    waitingForRoom++;
    try {
      due.signal();
      while (remaining > 0 && !sealed) {
        remaining = room.awaitNanos(remaining);
        if (tryAppend(record)) {
          return true;
        }
      }
      return false;
    } finally {
      waitingForRoom--;
      wakeWhenClosing();
    }
  }

  private boolean tryAppend(byte[] record) {
    if (sealed || !spool.append(record)) {
      return false;
    }
    if (allRead) {
      allRead = false;
      oldestNanos = System.nanoTime();
      signalDue();
    } else if (waitsForBatch && isFull()) {
      signalDue();
    }
    return true;
  }

  /** Wakes the thread that waits for a batch, once: a pause between attempts goes on. */
  private void signalDue() {
    if (waitsForBatch) {
      waitsForBatch = false;
      due.signal();
    }
  }

  /**
   * Waits until a batch is due.
   *
   * @return false if the time was over first, or {@link #wake()} was called
   */
  public boolean awaitBatch(long maxWaitNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long end = System.nanoTime() + Math.min(maxWaitNanos, LONGEST_WAIT_NANOS);
      while (!isDue()) {
        long now = System.nanoTime();
        long wait = end - now;
        if (!isEmpty()) {
          wait = Math.min(wait, oldestNanos + limits.delayNanos() - now);
        }
        if (woken || end - now <= 0) {
          woken = false;
          return false;
        }
        waitsForBatch = true;
        due.awaitNanos(wait);
      }
      return true;
    } finally {
      waitsForBatch = false;
      lock.unlock();
    }
  }

  /** Waits the given time; returns earlier when {@link #wake()} is called or the gate closes. */
  public void pause(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long remaining = nanos;
      while (remaining > 0 && !woken) {
        remaining = due.awaitNanos(remaining);
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the current or the next wait of the thread that sends. */
  public void wake() {
    lock.lock();
    try {
      woken = true;
      due.signal();
    } finally {
      lock.unlock();
    }
  }

  private void wakeWhenClosing() {
    if (closing) {
      wake();
    }
  }

  /** Returns the first records that are not acknowledged, as {@link Spool#read}. */
  public Batch read(int maxEvents, int maxBytes) {
    Batch batch = spool.read(maxEvents, maxBytes);
    lock.lock();
    try {
      allRead = batch.end() == spool.end();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String producer() {
    return spool.producer();
  }

  @Override
  public boolean isEnd(long position) {
    lock.lock();
    try {
      return sealed && position == spool.end();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void reported() {
    reported = true;
    spool.reported();
  }

  /** Lets go of all records before the given position, and lets those go on who wait for that. */
  @Override
  public void acknowledge(long position) {
    spool.acknowledge(position);
    lock.lock();
    try {
      if (waitingForRoom > 0) {
        room.signalAll();
      }
      settled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a record apart from the others, as {@link Spool#setAside}. */
  @Override
  public void setAside(long position, byte[] record, String reason) {
    spool.setAside(position, record, reason);
  }

  /**
   * Waits until everything that was appended before is acknowledged.
   *
   * @return false if the time was over first, or the gate was closed and lost some of it
   */
  public boolean flush(long maxWaitNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long target = spool.end();
      flushTo = Math.max(flushTo, target);
      due.signal();
      long remaining = maxWaitNanos;
      while (spool.start() < target && remaining > 0 && !closed) {
        remaining = settled.awaitNanos(remaining);
      }
      return spool.start() >= target && lost == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Makes every batch due at once; records still come in. */
  public void startClosing() {
    lock.lock();
    try {
      closing = true;
      wakeWhenClosing();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets nothing more in if the gate is closing, everything is acknowledged, and nobody waits for
   * room.
   *
   * @return whether there is nothing left to send
   */
  public boolean sealIfDrained() {
    lock.lock();
    try {
      if (closing && isEmpty() && waitingForRoom == 0) {
        sealed = true;
      }
      return closed || (sealed && isEmpty());
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing more in if the gate is closing, everything is read, and nobody waits for room. */
  public void sealIfAllRead() {
    lock.lock();
    try {
      sealed |= closing && allRead && waitingForRoom == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether records were numbered whose last number the collector has not been told. */
  public boolean hasEndToReport() {
    return !reported && spool.end() > 0;
  }

  /**
   * Closes the spool; from here on nothing is appended.
   *
   * @return how many records are lost, as {@link Spool#close}
   */
  public long close() {
    lock.lock();
    try {
      sealed = true;
      closed = true;
      room.signalAll();
      settled.signalAll();
      lost += spool.close();
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the gate is closing. */
  public boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether everything is acknowledged. */
  public boolean isEmpty() {
    return spool.start() == spool.end();
  }

  /** Returns the position behind the last record, as {@link Spool#end}. */
  public long end() {
    return spool.end();
  }

  /** Returns how many records wait. */
  public long waiting() {
    return spool.end() - spool.start();
  }

  /** Returns whether more than four fifths of the spool's bound are in use. */
  public boolean isUnderPressure() {
    return spool.bytes() > spool.capacity() / 5 * 4;
  }

  /** Returns how many records came in through this gate. */
  public long appended() {
    return spool.end() - opened;
  }

  private boolean isFull() {
    return spool.end() - spool.start() >= limits.events() || spool.bytes() >= limits.bytes();
  }

  private boolean isDue() {
    if (isEmpty()) {
      return false;
    }
    return closing
        || waitingForRoom > 0
        || spool.start() < flushTo
        || isFull()
        || System.nanoTime() - oldestNanos >= limits.delayNanos();
  }
}
