package io.audittrail.collector;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read the store for queries: few, so that reading never takes the threads that
 * take events in, with a bounded queue, beyond which queries are refused.
 */
final class QueryThreads {
  private static final int THREADS = 4;
  private static final int MAX_WAITING = 256;
  private static final long STOP_SECONDS = 10;

  private QueryThreads() {}

  static ExecutorService start() {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MAX_WAITING),
        task -> new Thread(task, "query-" + count.incrementAndGet()));
  }

  /**
   * Returns what runs a short read on the thread that asks for it, which spares two changes of
   * threads, as long as few do so, and else on the given threads.
   */
  static Executor hereOr(Executor threads) {
    Semaphore turns = new Semaphore(THREADS);
    return read -> {
      if (!turns.tryAcquire()) {
        threads.execute(read);
        return;
      }
      try {
        read.run();
      } finally {
        turns.release();
      }
    };
  }

  static void stop(ExecutorService threads) throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
  }
}
