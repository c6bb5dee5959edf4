package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.StoreBusyException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The batches that wait for the writer, bounded in bytes; what the writer works on counts until it
 * is released.
 */
final class CommitQueue {
  private final SqliteStoreSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<PreparedBatch> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  CommitQueue(SqliteStoreSettings settings) {
    this.settings = settings;
  }

  /**
   * Adds a batch; returns false if the queue is closed.
   *
   * @throws StoreBusyException if too many bytes wait
   */
  boolean add(PreparedBatch batch) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (bytes > 0 && bytes + batch.bytes() > settings.queueBytes()) {
        throw new StoreBusyException(
            "too much waits to be stored: " + bytes + " of " + settings.queueBytes() + " bytes");
      }
      bytes += batch.bytes();
      waiting.add(batch);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether nothing arrives for a while; false at once if something waits. */
  boolean isIdleFor(int millis) {
    lock.lock();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      while (waiting.isEmpty() && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return waiting.isEmpty() && !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the queue is closed and empty. */
  boolean isOver() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits a while for batches and returns as many as a transaction may take; none if none came, or
   * the queue is closed and empty.
   */
  List<PreparedBatch> take(int millis) {
    awaitBatch(millis);
    lock.lock();
    try {
      List<PreparedBatch> taken = new ArrayList<>();
      long takenBytes = 0;
      long takenEvents = 0;
      for (PreparedBatch next = waiting.peek(); next != null; next = waiting.peek()) {
        takenBytes += next.bytes();
        takenEvents += next.events().size();
        boolean full =
            takenBytes > settings.transactionBytes() || takenEvents > settings.transactionEvents();
        if (full && !taken.isEmpty()) {
          break;
        }
        taken.add(waiting.remove());
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** An interrupt is kept: the writer ends when the queue is closed, and not before. */
  private void awaitBatch(int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean interrupted = false;
    lock.lock();
    try {
      long nanos = end - System.nanoTime();
      while (waiting.isEmpty() && !closed && nanos > 0) {
        try {
          nanos = changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
          interrupted = true;
          nanos = end - System.nanoTime();
        }
      }
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns how many bytes wait or are being written. */
  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Says that the writer is done with batches. */
  void release(List<PreparedBatch> done) {
    lock.lock();
    try {
      for (PreparedBatch batch : done) {
        bytes -= batch.bytes();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Refuses what comes later; what waits is still taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
