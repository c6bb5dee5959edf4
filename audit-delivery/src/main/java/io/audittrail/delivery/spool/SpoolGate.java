package io.audittrail.delivery.spool;

import java.util.concurrent.locks.Condition;

/**
 * Where threads wait at a spool: those who append for room, the one who sends for a batch that is
 * due, those who flush for acknowledgements. Safe for use by any thread.
 *
 * <p>A batch is due when one of its limits is reached, and at once when somebody waits for room or
 * flushes, or when the gate is closing.
 */
public final class SpoolGate implements Outgoing {
  private final Spool spool;
  private final long opened;
  private final BriefLock lock = new BriefLock();
  private final Condition room = lock.newCondition();
  private final DueBatch due;
  private final Condition settled = lock.newCondition();

  private int waitingForRoom;
  private volatile boolean closing;
  private boolean sealed;
  private boolean reported;
  private boolean closed;
  private long lost;

  /** Opens a gate before a spool that nobody else uses. */
  public SpoolGate(Spool spool, BatchLimits limits) {
    this.spool = spool;
    this.opened = spool.end();
    this.due = new DueBatch(spool, limits, lock.newCondition());
  }

  /**
   * Appends a copy of a record; returns false if there is no room for it or the gate is closed.
   *
   * @param bytes an array that begins with the record
   * @param length how many bytes the record has
   */
  public boolean append(byte[] bytes, int length) {
    int checksum = spool.checksum(bytes, length);
    lock.lockBriefly();
    try {
      return tryAppend(bytes, length, checksum);
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
  public boolean appendWithin(byte[] record, long maxWaitNanos) throws InterruptedException {
    int checksum = spool.checksum(record, record.length);
    lock.lock();
    try {
      return tryAppend(record, record.length, checksum)
          || awaitRoom(record, checksum, maxWaitNanos);
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitRoom(byte[] record, int checksum, long maxWaitNanos)
      throws InterruptedException {
    long remaining = maxWaitNanos;
    waitingForRoom++;
    due.hurry();
    try {
      while (remaining > 0 && !sealed) {
        remaining = room.awaitNanos(remaining);
        if (tryAppend(record, record.length, checksum)) {
          return true;
        }
      }
      return false;
    } finally {
      waitingForRoom--;
      due.calm();
      if (closing) {
        due.wake();
      }
    }
  }

  private boolean tryAppend(byte[] bytes, int length, int checksum) {
    if (sealed || !spool.append(bytes, length, checksum)) {
      return false;
    }
    due.appended();
    return true;
  }

  /**
   * Waits until a batch is due.
   *
   * @return false if the time was over first, or {@link #wake()} was called
   */
  public boolean awaitBatch(long maxWaitNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return due.await(maxWaitNanos);
    } finally {
      lock.unlock();
    }
  }

  /** Waits the given time; returns earlier when {@link #wake()} is called or the gate closes. */
  public void pause(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      due.pause(nanos);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the current or the next wait of the thread that sends. */
  public void wake() {
    lock.lock();
    try {
      due.wake();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the first records that are not acknowledged, as {@link Spool#read}. */
  public Batch read(int maxEvents, int maxBytes) {
    Batch batch = spool.read(maxEvents, maxBytes);
    lock.lock();
    try {
      due.read(batch.end());
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
      due.flushTo(target);
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
      if (!closing) {
        due.hurry();
      }
      closing = true;
      due.wake();
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
      sealed |= closing && due.isAllRead() && waitingForRoom == 0;
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
    return closing;
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
}
