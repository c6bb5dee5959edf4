package io.audittrail.collector.query.follow;

import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.store.EventStore;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Those who follow the store at one time: bounds how many there are, wakes them when something was
 * committed, and lets all of them end before the server stops. Safe for use by any thread.
 */
public final class Followers implements AutoCloseable {
  /** The most who follow at one time. */
  static final int MOST = 32;

  private static final long TICK_MILLIS = 100;

  private final EventStore store;
  private final Executor executor;
  private final Semaphore places = new Semaphore(MOST);
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "follow-clock");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean closed;

  /**
   * Begins to watch the store.
   *
   * @param executor on whose threads the store is read; it may refuse
   */
  public Followers(EventStore store, Executor executor) {
    this.store = store;
    this.executor = executor;
    clock.scheduleWithFixedDelay(this::wake, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private record Waiting(long after, long untilNanos, CompletableFuture<Void> woken) {}

  /** Returns how many follow now. */
  public int count() {
    return MOST - places.availablePermits();
  }

  EventStore store() {
    return store;
  }

  Executor executor() {
    return executor;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Takes one of the places; it must be given back.
   *
   * @throws Refusal with 503 if all are taken
   */
  void enter() {
    if (closed || !places.tryAcquire()) {
      throw new Refusal(503, "there are " + MOST + " followers already, or the collector stops");
    }
  }

  void leave() {
    places.release();
  }

  /**
   * Waits until an event was committed after the given one, the time is over, or all ends; then, or
   * a moment later, the future completes.
   */
  CompletableFuture<Void> await(long after, long untilNanos) {
    Waiting one = new Waiting(after, untilNanos, new CompletableFuture<>());
    waiting.add(one);
    if (closed) {
      wake();
    }
    return one.woken();
  }

  private void wake() {
    long last = store.lastSequence();
    long now = System.nanoTime();
    for (Waiting one : waiting) {
      if (closed || last > one.after() || now - one.untilNanos() >= 0) {
        waiting.remove(one);
        one.woken().complete(null);
      }
    }
  }

  /** Ends every stream after the piece that it is at; twice is once. */
  @Override
  public void close() {
    closed = true;
    clock.shutdown();
    wake();
  }
}
