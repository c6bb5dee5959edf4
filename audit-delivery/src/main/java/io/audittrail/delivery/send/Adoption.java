package io.audittrail.delivery.send;

import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.file.Orphan;
import io.audittrail.delivery.spool.file.Orphans;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends what earlier processes left, at most twenty batches a second beside the own ones, one spool
 * after the other. Used by the sender's thread alone.
 */
final class Adoption {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final @Nullable Orphans orphans;
  private final SendObserver observer;
  private @Nullable Orphan orphan;
  private long nextNanos = System.nanoTime();
  private long sent;

  Adoption(@Nullable Orphans orphans, SendObserver observer) {
    this.orphans = orphans;
    this.observer = observer;
  }

  /** Returns the nanoseconds until there is something to do; the largest number if never. */
  long waitNanos() {
    return orphans == null ? Long.MAX_VALUE : Math.max(0, nextNanos - System.nanoTime());
  }

  /** Looks for a spool to adopt if it is time, or sends the next batch of the one it has. */
  void sendOne(Courier courier) throws InterruptedException {
    nextNanos = System.nanoTime() + (goOn(courier) ? Pace.BATCH_NANOS : LOOK_NANOS);
  }

  /** Lets own events go first. */
  void defer() {
    nextNanos = System.nanoTime() + Pace.BATCH_NANOS;
  }

  /** Sends the next batch; returns false if there is none, or nobody takes it. */
  boolean goOn(Courier courier) throws InterruptedException {
    Orphan adopted = orphan == null ? adopt() : orphan;
    return adopted != null && send(adopted, courier);
  }

  private @Nullable Orphan adopt() {
    orphan = orphans == null ? null : orphans.adoptNext();
    sent = 0;
    if (orphan != null) {
      observer.info(
          "adopted the spool of "
              + orphan.producer()
              + ", in which "
              + orphan.waiting()
              + " events wait");
    }
    return orphan;
  }

  /** Returns whether something was sent. */
  private boolean send(Orphan adopted, Courier courier) throws InterruptedException {
    Batch batch = adopted.read(courier.maxEvents(), courier.maxBytes());
    boolean finished;
    if (!batch.isEmpty()) {
      if (!courier.deliver(new Consignment(adopted, observer), batch)) {
        return false;
      }
      sent += batch.size();
      finished = adopted.isEnd(batch.end());
    } else if (!adopted.hasNumbers()) {
      adopted.reported();
      finished = true;
    } else if (courier.reportEnd(adopted, adopted.end())) {
      finished = true;
    } else {
      return false;
    }
    if (finished) {
      observer.info("the spool of " + adopted.producer() + " is sent: " + sent + " events");
      orphan = null;
    }
    return true;
  }

  /** Gives up what is not sent, for the next process. */
  void close() {
    if (orphan != null) {
      orphan.release();
      orphan = null;
    }
  }
}
