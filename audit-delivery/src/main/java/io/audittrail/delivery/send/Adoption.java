package io.audittrail.delivery.send;

import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.file.Orphan;
import io.audittrail.delivery.spool.file.Orphans;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends what earlier processes left, a batch now and then beside the own ones, one spool after the
 * other. Used by the sender's thread alone.
 */
final class Adoption {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** At most twenty batches a second, so that own events are not starved. */
  private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

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

  /** Looks for a spool to adopt, or sends the next batch of the one that is adopted. */
  void sendOne(Courier courier) throws InterruptedException {
    Orphan adopted = orphan;
    if (adopted == null && orphans != null) {
      adopted = orphans.adoptNext();
      sent = 0;
      if (adopted != null) {
        observer.info(
            "adopted the spool of "
                + adopted.producer()
                + ", in which "
                + adopted.waiting()
                + " events wait");
      }
    }
    orphan = adopted;
    long pauseNanos = LOOK_NANOS;
    if (adopted != null) {
      pauseNanos = send(adopted, courier) ? 0 : BATCH_NANOS;
    }
    nextNanos = System.nanoTime() + pauseNanos;
  }

  /** Returns whether the spool is finished. */
  private boolean send(Orphan adopted, Courier courier) throws InterruptedException {
    Batch batch = adopted.read(courier.maxEvents(), courier.maxBytes());
    boolean finished = false;
    if (!batch.isEmpty()) {
      courier.deliver(new Consignment(adopted, observer), batch);
      sent += batch.size();
      finished = adopted.isEnd(batch.end());
    } else if (!adopted.hasNumbers()) {
      adopted.reported();
      finished = true;
    } else {
      finished = courier.reportEnd(adopted, adopted.end());
    }
    if (finished) {
      observer.info("the spool of " + adopted.producer() + " is sent: " + sent + " events");
      orphan = null;
    }
    return finished;
  }

  /** Gives up what is not sent, for the next process. */
  void close() {
    if (orphan != null) {
      orphan.release();
      orphan = null;
    }
  }
}
