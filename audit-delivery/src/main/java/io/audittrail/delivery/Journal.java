package io.audittrail.delivery;

import io.audittrail.delivery.send.SendObserver;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of events, and tells the listener of what goes wrong. */
final class Journal implements SendObserver {
  private final LongAdder emitted = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder kept = new LongAdder();
  private final DeliveryListener listener;
  private final Telling droppedTelling;
  private final Telling lateTelling;
  private final Telling rejectedTelling;
  private final LossReports reports;

  Journal(DeliveryListener listener, LossReports reports) {
    this.listener = listener;
    this.reports = reports;
    this.droppedTelling = new Telling("audit events were dropped", listener);
    this.lateTelling = new Telling("audit events were dropped after close", listener);
    this.rejectedTelling = new Telling("audit events were rejected and set aside", listener);
  }

  void emitted(long count) {
    emitted.add(count);
  }

  /** An event was lost before it entered the spool. */
  void lost(LossReason reason, String detail) {
    switch (reason) {
      case OVER_LIMIT -> {
        rejected.increment();
        rejectedTelling.happened(1, detail);
        reports.lost(reason);
      }
      case SPOOL_FULL, UNDER_PRESSURE, INTERRUPTED -> {
        dropped.increment();
        droppedTelling.happened(1, detail);
        reports.lost(reason);
      }
      case CLOSED -> { // not reported: reports would keep a delivery from ending
        dropped.increment();
        lateTelling.happened(1, detail);
      }
    }
  }

  /** Events stay in a spool that outlives the process. */
  void kept(long count) {
    kept.add(count);
  }

  /** Events were lost with the spool. */
  void leftBehind(long count, String detail) {
    if (count > 0) {
      dropped.add(count);
      droppedTelling.happened(count, detail);
    }
  }

  @Override
  public void sent(int events) {
    sent.add(events);
  }

  @Override
  public void acknowledged(int events) {
    acknowledged.add(events);
  }

  @Override
  public void rejected(String reason) {
    rejected.increment();
    rejectedTelling.happened(1, reason);
  }

  @Override
  public void info(String message) {
    listener.info(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    listener.warn(message, cause);
  }

  @Override
  public long betweenBatches() {
    droppedTelling.tellIfDue();
    rejectedTelling.tellIfDue();
    return Math.min(
        reports.appendIfDue(this::emitted),
        Math.min(droppedTelling.waitNanos(), rejectedTelling.waitNanos()));
  }

  @Override
  public boolean hasMore() {
    return reports.hasMore();
  }

  /** Tells everything that is untold. */
  void tellAll() {
    droppedTelling.tell();
    lateTelling.tell();
    rejectedTelling.tell();
  }

  /**
   * Returns a moment's view. What happens to an event last is read first, so that no number ever
   * runs ahead of those that it follows.
   */
  DeliveryStatistics statistics(LongSupplier spooled) {
    long acknowledgedNow = acknowledged.sum();
    long rejectedNow = rejected.sum();
    long sentNow = sent.sum();
    long droppedNow = dropped.sum();
    long keptNow = kept.sum();
    long spooledNow = spooled.getAsLong();
    return new DeliveryStatistics(
        emitted.sum(), spooledNow, droppedNow, sentNow, acknowledgedNow, rejectedNow, keptNow);
  }
}
