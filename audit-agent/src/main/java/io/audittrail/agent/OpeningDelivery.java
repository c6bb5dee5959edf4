package io.audittrail.agent;

import io.audittrail.delivery.AuditDelivery;
import io.audittrail.delivery.AuditDeliveryBuilder;
import io.audittrail.event.AuditEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that a thread of its own opens, since the application does not start before the agent
 * is done: only its first events wait for it, and for at most {@value #MAX_WAIT_SECONDS} seconds.
 */
final class OpeningDelivery implements Consumer<AuditEvent>, Runnable {
  private static final long MAX_WAIT_SECONDS = 10;

  private final AuditDeliveryBuilder builder;
  private final Listener listener;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable AuditDelivery delivery;

  /** Hears how it went, on the thread that opens. */
  interface Listener {
    /** The delivery is open. */
    void opened(AuditDelivery delivery);

    /** There will be none; what is given to it is left out. */
    void failed(Throwable cause);
  }

  OpeningDelivery(AuditDeliveryBuilder builder, Listener listener) {
    this.builder = builder;
    this.listener = listener;
  }

  /** Begins to open it. */
  void start() {
    Thread thread = new Thread(null, this, "audit-agent-start", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(OpeningDelivery.class.getClassLoader());
    thread.start();
  }

  @Override
  public void run() {
    try {
      AuditDelivery opened = builder.build();
      delivery = opened;
      done.countDown();
      listener.opened(opened);
    } catch (Throwable trouble) { // nobody else would hear of it
      listener.failed(trouble);
    } finally {
      done.countDown();
    }
  }

  /**
   * Emits an event.
   *
   * @throws IllegalStateException if the delivery takes too long to open
   */
  @Override
  public void accept(AuditEvent event) {
    AuditDelivery open = delivery;
    if (open == null) {
      open = awaitOpen();
    }
    if (open != null) {
      open.emit(event);
    }
  }

  /** Delivers what is left, and ends. */
  void close() {
    AuditDelivery open = awaitOpen();
    if (open != null) {
      open.close();
    }
  }

  /** Returns null if it could not be opened. */
  private @Nullable AuditDelivery awaitOpen() {
    boolean interrupted = false;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_WAIT_SECONDS);
    try {
      while (true) {
        try {
          if (!done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(
                "delivery was not open after " + MAX_WAIT_SECONDS + " seconds");
          }
          return delivery;
        } catch (InterruptedException e) {
          interrupted = true; // an event is not lost because its thread is to end
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
