package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last events that were committed, in memory until they are in the index. Bounded: if the index
 * is far behind, the oldest are forgotten, and whoever needs them reads them from the events' file.
 */
public final class Tail {
  private static final int MOST_EVENTS = 65_536;
  private static final long MOST_BYTES = 16 * 1024 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition indexed = lock.newCondition();
  private final Deque<List<TailEvent>> parts = new ArrayDeque<>();
  private long bytes;
  private long first;
  private long last;
  private long awaited = Long.MAX_VALUE;
  private boolean closed;

  /** Makes a tail that begins behind the last event that is committed now. */
  Tail(long lastSequence) {
    this.last = lastSequence;
    this.first = lastSequence + 1;
  }

  /**
   * The tail as it was at one moment.
   *
   * @param first the sequence number from which on events are in memory
   * @param last the sequence number of the last event
   */
  public record View(long first, long last, List<List<TailEvent>> parts) {}

  View view() {
    lock.lock();
    try {
      return new View(first, last, new ArrayList<>(parts));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether every event after a sequence number is in memory, so that reads find it soon.
   */
  boolean holdsAfter(long sequence) {
    lock.lock();
    try {
      return first <= sequence + 1;
    } finally {
      lock.unlock();
    }
  }

  /** Adds what was committed, in order. */
  void add(List<TailEvent> committed) {
    if (committed.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      if (committed.get(0).sequence() != last + 1) {
        forgetAll(committed.get(0).sequence());
      }
      parts.add(committed);
      bytes += bytes(committed);
      last = committed.get(committed.size() - 1).sequence();
      boolean forgot = false;
      while (parts.size() > 1 && (last - first >= MOST_EVENTS || bytes > MOST_BYTES)) {
        removeFirst();
        forgot = true;
      }
      if (forgot || last >= awaited) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** After a commit of which nobody knows whether it took place, events may be missing here. */
  private void forgetAll(long next) {
    parts.clear();
    bytes = 0;
    first = next;
  }

  /** Forgets events that were removed. */
  void forget(RemovedRanges removed) {
    lock.lock();
    try {
      List<List<TailEvent>> all = List.copyOf(parts);
      parts.clear();
      bytes = 0;
      for (List<TailEvent> part : all) {
        List<TailEvent> left =
            part.stream().filter(event -> !removed.contains(event.sequence())).toList();
        if (!left.isEmpty()) {
          parts.add(left.size() == part.size() ? part : left);
          bytes += bytes(left);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what is in the index. */
  void dropThrough(long sequence) {
    lock.lock();
    try {
      while (!parts.isEmpty() && lastOf(parts.element()) <= sequence) {
        removeFirst();
      }
      indexed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits a while for events to come into the index. */
  void awaitProgress(int millis) {
    lock.lock();
    try {
      if (!closed) {
        indexed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(millis));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void removeFirst() {
    List<TailEvent> part = parts.remove();
    bytes -= bytes(part);
    first = lastOf(part) + 1;
  }

  private static long lastOf(List<TailEvent> part) {
    return part.get(part.size() - 1).sequence();
  }

  private static long bytes(List<TailEvent> part) {
    long sum = 0;
    for (TailEvent event : part) {
      sum += event.bytes();
    }
    return sum;
  }

  /** Returns the next events after a sequence number; none if they are not in memory. */
  List<TailEvent> next(long after, int most) {
    View view = view();
    List<TailEvent> next = new ArrayList<>();
    if (view.first() > after + 1) {
      return next;
    }
    for (List<TailEvent> part : view.parts()) {
      for (TailEvent event : part) {
        if (event.sequence() > after && next.size() < most) {
          next.add(event);
        }
      }
    }
    return next;
  }

  /** Returns the sequence number of the last event that is committed. */
  long last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits a while for the event of a sequence number, without being woken by those before, or until
   * events had to be forgotten; returns whether any came. For one thread.
   */
  boolean await(long sequence, int millis) {
    lock.lock();
    try {
      long before = last;
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      long held = first;
      awaited = sequence;
      while (last < sequence && first == held && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return last != before;
    } catch (InterruptedException e) {
      closed = true; // nobody interrupts the thread of the index but to end it
      return false;
    } finally {
      awaited = Long.MAX_VALUE;
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait of whoever waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      indexed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
