package io.audittrail.delivery;

import io.audittrail.catalogue.EventType;
import io.audittrail.delivery.send.RateLimit;
import io.audittrail.delivery.spool.SpoolGate;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Reports lost events to the collector, as events of their own: type {@code audit_events_dropped}
 * with the attributes {@code count} and {@code reason}.
 *
 * <p>A report enters the spool as soon as there is room, at once for the first loss and after that
 * at most every ten seconds. Without room its number stays and goes into the next one: a report is
 * never itself reported as lost.
 */
final class LossReports {
  /** The type of the events that report a loss. */
  static final EventType TYPE = EventType.of("audit_events_dropped");

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final SpoolGate gate;
  private final EncoderPool encoders;
  private final Actor actor;
  private final RateLimit limit = new RateLimit(PERIOD);
  private final Map<LossReason, AtomicLong> unreported = new EnumMap<>(LossReason.class);

  LossReports(SpoolGate gate, EncoderPool encoders, Actor actor) {
    this.gate = gate;
    this.encoders = encoders;
    this.actor = actor;
    for (LossReason reason : LossReason.values()) {
      unreported.put(reason, new AtomicLong());
    }
  }

  /** One event was lost. */
  void lost(LossReason reason) {
    if (countOf(reason).getAndIncrement() == 0) {
      gate.wake(); // the sender's thread is the one that reports
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
    long waitNanos = gate.isClosing() ? 0 : limit.waitNanos();
    if (waitNanos > 0) {
      return waitNanos;
    }
    for (LossReason reason : unreported.keySet()) {
      if (append(reason, emitted)) {
        limit.tryAcquire();
      }
    }
    return Long.MAX_VALUE; // what found no room finds it after the next batch
  }

  /** Returns whether there are losses that no report says. */
  boolean hasMore() {
    return total() > 0;
  }

  private boolean append(LossReason reason, LongConsumer emitted) {
    long count = countOf(reason).get();
    if (count == 0) {
      return false;
    }
    emitted.accept(1);
    byte[] record = encoders.encode(report(reason, count));
    if (!gate.append(record, record.length)) {
      emitted.accept(-1);
      return false;
    }
    countOf(reason).addAndGet(-count);
    return true;
  }

  private AuditEvent report(LossReason reason, long count) {
    AuditEventBuilder event =
        AuditEvent.of(TYPE).attribute("count", count).attribute("reason", reason.wireName());
    String tenant = actor.tenant();
    return (tenant == null ? event.actor(actor.user()) : event.actor(actor.user(), tenant)).build();
  }

  private AtomicLong countOf(LossReason reason) {
    return Objects.requireNonNull(unreported.get(reason));
  }

  private long total() {
    return unreported.values().stream().mapToLong(AtomicLong::get).sum();
  }
}
