package io.audittrail.delivery.send;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one HTTP client: daemons named {@code audit-…} that end with it.
 *
 * <p>The JDK's client makes a selector thread itself and, before JDK 21, can only be closed by the
 * garbage collector. That thread hands its work to this executor, which is how it is found here; it
 * ends when it is interrupted.
 */
final class HttpThreads implements Executor {
  private static final int THREADS = 2;
  private static final long IDLE_SECONDS = 10;
  private static final String SELECTOR_SUFFIX = "-SelectorManager";

  private final ThreadPoolExecutor workers;
  private volatile @Nullable Thread selector;

  HttpThreads() {
    AtomicInteger number = new AtomicInteger();
    workers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "audit-http-" + number.incrementAndGet()),
            new ThreadPoolExecutor.DiscardPolicy());
    workers.allowCoreThreadTimeOut(true);
  }

  /** Makes a thread that takes nothing over from the one that makes it. */
  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(HttpThreads.class.getClassLoader());
    return thread;
  }

  @Override
  public void execute(Runnable task) {
    Thread caller = Thread.currentThread();
    if (selector == null && caller.getName().endsWith(SELECTOR_SUFFIX)) {
      selector = caller;
      caller.setName("audit-http-selector");
    }
    workers.execute(task);
  }

  /** Ends the threads. */
  void stop() {
    Thread found = selector;
    if (found != null) {
      found.interrupt();
    }
    workers.shutdownNow();
  }
}
