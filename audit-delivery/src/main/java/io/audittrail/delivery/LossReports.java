package io.audittrail.delivery;

import io.audittrail.catalogue.EventType;
import io.audittrail.delivery.send.RateLimit;
import io.audittrail.delivery.spool.SpoolGate;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/**
 * Reports lost events to the collector, as events of their own: type {@code audit_events_dropped}
 * with the attributes {@code count} and {@code reason}.
 *
 * <p>A report enters the spool as soon as there is room, at once for the first loss and after that
 * at most every ten seconds for each reason together. Without room its number stays and goes into
 * the next one: a report is never itself reported as lost.
 */
final class LossReports {
  /** The type of the events that report a loss. */
  static final EventType TYPE = EventType.of("audit_events_dropped");

  private static final LossReason[] REASONS = LossReason.values();
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final SpoolGate gate;
  private final EncoderPool encoders;
  private final Actor actor;
  private final RateLimit limit = new RateLimit(PERIOD);
  private final AtomicLongArray unreported = new AtomicLongArray(REASONS.length);

  LossReports(SpoolGate gate, EncoderPool encoders, Actor actor) {
    this.gate = gate;
    this.encoders = encoders;
    this.actor = actor;
  }

  /** One event was lost. */
  void lost(LossReason reason) {
    if (unreported.getAndIncrement(reason.ordinal()) == 0) {
      gate.wake();
    }
  }

  /**
   * Appends reports if there is something to report, it is time, and there is room; called by one
   * thread.
   *
   * @param emitted hears of each report that becomes an event
   * @return the nanoseconds until there is something to do; the largest number if never
   */
  long appendIfDue(LongConsumer emitted) {
    if (total() == 0) {
      return Long.MAX_VALUE;
    }
    if (gate.isClosing() || limit.tryAcquire()) {
      for (LossReason reason : REASONS) {
        append(reason, emitted);
      }
    }
    return total() == 0 ? Long.MAX_VALUE : Math.max(1, limit.waitNanos());
  }

  private void append(LossReason reason, LongConsumer emitted) {
    long count = unreported.getAndSet(reason.ordinal(), 0);
    if (count > 0) {
      emitted.accept(1);
      if (!gate.append(encoders.encode(report(reason, count)))) {
        emitted.accept(-1);
        unreported.addAndGet(reason.ordinal(), count);
      }
    }
  }

  private AuditEvent report(LossReason reason, long count) {
    AuditEventBuilder event =
        AuditEvent.of(TYPE).attribute("count", count).attribute("reason", reason.wireName());
    String tenant = actor.tenant();
    return (tenant == null ? event.actor(actor.user()) : event.actor(actor.user(), tenant)).build();
  }

  private long total() {
    long total = 0;
    for (LossReason reason : REASONS) {
      total += unreported.get(reason.ordinal());
    }
    return total;
  }
}
