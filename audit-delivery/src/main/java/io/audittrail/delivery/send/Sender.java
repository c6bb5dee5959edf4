package io.audittrail.delivery.send;

import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.SpoolGate;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread that reads batches from a spool and delivers them to a collector, until it is
 * closed. Nothing that goes wrong ends it.
 */
public final class Sender {
  /** How long a thread that was interrupted may take to end. */
  private static final long END_MILLIS = 1_000;

  private static final long TROUBLE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SpoolGate gate;
  private final SendObserver observer;
  private final HttpTransport transport;
  private final Courier courier;
  private final Thread thread;
  private volatile boolean ended;

  private Sender(SpoolGate gate, SendObserver observer, SendSettings settings) {
    this.gate = gate;
    this.observer = observer;
    this.transport =
        new HttpTransport(settings.endpoint(), settings.timeouts(), settings.compressed());
    this.courier = new Courier(gate, observer, transport, settings);
    this.thread = HttpThreads.daemon(this::run, "audit-sender");
  }

  /** Starts to send what the spool holds and will hold. */
  public static Sender start(SpoolGate gate, SendObserver observer, SendSettings settings) {
    Sender sender = new Sender(gate, observer, settings);
    sender.thread.start();
    return sender;
  }

  /**
   * Sends what is in the spool, then ends the thread; after the given time the thread is ended
   * whatever it does. An interrupt of the caller ends the wait, too, and stays set.
   */
  public void close(long drainMillis) {
    gate.startClosing();
    boolean interrupted = join(drainMillis);
    ended = true;
    thread.interrupt();
    interrupted |= Thread.interrupted();
    interrupted |= join(END_MILLIS);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean join(long millis) {
    try {
      thread.join(Math.max(1, millis));
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void run() {
    boolean goesOn = true;
    while (goesOn) {
      try {
        goesOn = sendOne();
      } catch (InterruptedException e) {
        goesOn = !ended; // an interrupt from anybody else is none of ours
      } catch (RuntimeException | Error e) {
        goesOn = survive(e);
      }
    }
    transport.close();
  }

  /** Sends a batch if one is due; returns false when there is nothing left to do. */
  private boolean sendOne() throws InterruptedException {
    long waitNanos = observer.betweenBatches();
    if (gate.closeIfDrained()) {
      return false;
    }
    if (gate.awaitBatch(waitNanos)) {
      Batch batch = gate.read(courier.maxEvents(), courier.maxBytes());
      courier.deliver(batch);
    }
    return true;
  }

  private boolean survive(Throwable trouble) {
    observer.warn("the sender of audit events failed and goes on: " + trouble, trouble);
    try {
      gate.pause(TROUBLE_PAUSE_NANOS);
    } catch (InterruptedException e) {
      return !ended;
    }
    return true;
  }
}
