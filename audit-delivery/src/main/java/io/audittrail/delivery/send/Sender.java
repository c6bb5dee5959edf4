package io.audittrail.delivery.send;

import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.SpoolGate;
import io.audittrail.delivery.spool.file.Orphans;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
  private final Consignment own;
  private final Adoption adoption;
  private final HttpTransport transport;
  private final Courier courier;
  private final Thread thread;
  private volatile boolean ended;

  private Sender(SpoolGate gate, SendObserver observer, Plan plan) {
    SendSettings settings = plan.settings();
    this.gate = gate;
    this.observer = observer;
    this.own = new Consignment(gate, observer);
    this.adoption = new Adoption(plan.orphans(), plan.adopted());
    this.transport =
        new HttpTransport(settings.endpoint(), settings.timeouts(), settings.compressed());
    this.courier = new Courier(gate, observer, transport, settings);
    this.thread = HttpThreads.daemon(this::run, "audit-sender");
  }

  /**
   * What to send besides, and how.
   *
   * @param settings how to send
   * @param orphans finds what earlier processes left; null if there is no place to look
   * @param adopted hears what becomes of that
   */
  public record Plan(SendSettings settings, @Nullable Orphans orphans, SendObserver adopted) {}

  /** Starts to send what the spool holds and will hold. */
  public static Sender start(SpoolGate gate, SendObserver observer, Plan plan) {
    Sender sender = new Sender(gate, observer, plan);
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
    adoption.close();
    transport.close();
  }

  /** Sends a batch if one is due; returns false when there is nothing left to do. */
  private boolean sendOne() throws InterruptedException {
    long waitNanos = Math.min(observer.betweenBatches(), adoption.waitNanos());
    if (gate.sealIfDrained()) {
      if (gate.hasEndToReport()) {
        courier.reportEnd(gate, gate.end());
      }
      return adoption.goOn(courier);
    }
    if (gate.awaitBatch(waitNanos)) {
      courier.keepPace();
      Batch batch = gate.read(courier.maxEvents(), courier.maxBytes());
      if (!observer.hasMore()) {
        gate.sealIfAllRead();
      }
      courier.deliver(own, batch);
      if (batch.isEmpty() && !gate.isEmpty()) {
        gate.pause(TROUBLE_PAUSE_NANOS); // the file could not be read, and is tried again
      }
    }
    if (!gate.isClosing() && adoption.waitNanos() == 0) {
      if (courier.isHolding() && !gate.isEmpty()) {
        adoption.defer();
      } else {
        adoption.sendOne(courier);
      }
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
