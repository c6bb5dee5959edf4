package io.audittrail.delivery;

import io.audittrail.delivery.send.Sender;
import io.audittrail.delivery.spool.MemorySpool;
import io.audittrail.delivery.spool.SpoolGate;
import io.audittrail.event.AuditEvent;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes events and gets them into a collector: spools them, posts them in batches, and lets go of
 * them when the collector has acknowledged them. Safe for use by any thread.
 *
 * <p>An event that was sent but not acknowledged is sent again; the collector recognises it by its
 * id. Loss is never silent: it is counted in the {@link #statistics()}, told to the listener, and
 * reported to the collector by an event of type {@code audit_events_dropped} when there is room
 * again.
 *
 * <pre>{@code
 * try (AuditDelivery delivery =
 *     AuditDelivery.builder()
 *         .set(DeliveryOption.URL, "https://audit.example")
 *         .set(DeliveryOption.TOKEN_FILE, "/run/secrets/audit-token")
 *         .build()) {
 *   delivery.emit(event);
 * }
 * }</pre>
 */
public final class AuditDelivery implements AutoCloseable {
  private final DeliverySettings settings;
  private final FullPolicy whenFull;
  private final long fullWaitNanos;
  private final EncoderPool encoders;
  private final SpoolGate gate;
  private final Journal journal;
  private final Sender sender;
  private final ReentrantLock closeLock = new ReentrantLock();
  private volatile boolean closed;

  AuditDelivery(DeliverySettings settings, DeliveryListener listener) {
    this.settings = settings;
    this.whenFull = settings.whenFull();
    this.fullWaitNanos =
        TimeUnit.MILLISECONDS.toNanos(settings.number(DeliveryOption.FULL_WAIT_MILLIS));
    this.encoders = new EncoderPool(settings.actor());
    this.gate =
        new SpoolGate(
            new MemorySpool(settings.number(DeliveryOption.SPOOL_BYTES)), settings.batches());
    this.journal =
        new Journal(new SafeListener(listener), new LossReports(gate, encoders, settings.actor()));
    this.sender = Sender.start(gate, journal, settings.sending());
  }

  /** Returns a builder, in which every option has its default. */
  public static AuditDeliveryBuilder builder() {
    return new AuditDeliveryBuilder();
  }

  /**
   * Takes an event: encodes and spools it on the caller's thread, and returns without waiting for
   * the collector.
   *
   * <p>When the spool is full, the policy {@code whenFull} decides. By WAIT the caller waits; an
   * interrupt ends the wait, drops the event and stays set. After {@link #close()} an event is
   * dropped. An event over a limit of the wire is rejected.
   *
   * @throws SpoolFullException by policy FAIL, if the spool is full
   * @throws IllegalArgumentException by policy FAIL, if the event is over a limit of the wire
   * @throws IllegalStateException by policy FAIL, if the delivery is closed
   */
  public void emit(AuditEvent event) {
    Objects.requireNonNull(event, "event");
    journal.emitted(1);
    if (closed) {
      lose(event, LossReason.CLOSED);
      return;
    }
    byte[] record;
    try {
      record = encoders.encode(event);
    } catch (RuntimeException e) {
      reject(event, e);
      return;
    }
    if (!gate.append(record)) {
      noRoom(event, record);
    }
  }

  private void reject(AuditEvent event, RuntimeException cause) {
    String detail = "event " + event.id() + ": " + cause.getMessage();
    journal.lost(LossReason.OVER_LIMIT, detail);
    if (whenFull == FullPolicy.FAIL) {
      throw new IllegalArgumentException(detail, cause);
    }
  }

  private void noRoom(AuditEvent event, byte[] record) {
    if (!closed && whenFull == FullPolicy.WAIT) {
      try {
        if (gate.append(record, fullWaitNanos)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        lose(event, LossReason.INTERRUPTED);
        return;
      }
    }
    lose(event, closed ? LossReason.CLOSED : LossReason.SPOOL_FULL);
  }

  private void lose(AuditEvent event, LossReason reason) {
    String detail = "event " + event.id() + ": " + reason.text();
    journal.lost(reason, detail);
    if (whenFull == FullPolicy.FAIL) {
      if (reason == LossReason.CLOSED) {
        throw new IllegalStateException(detail);
      }
      throw new SpoolFullException(
          detail + ", spoolBytes is " + settings.number(DeliveryOption.SPOOL_BYTES));
    }
  }

  /**
   * Sends at once, and waits until everything that was emitted before is acknowledged or rejected.
   * An interrupt ends the wait and stays set.
   *
   * @return false if the time was over first, or events were lost at close
   */
  public boolean flush(Duration timeout) {
    try {
      return gate.flush(TimeUnit.NANOSECONDS.convert(timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns what became of the events so far. */
  public DeliveryStatistics statistics() {
    return journal.statistics(gate::appended);
  }

  /**
   * Delivers what is spooled, for at most {@code closeTimeoutMillis}, and ends the threads. What is
   * left then is dropped, counted and told to the listener. Closing twice is closing once; whoever
   * closes second waits for the first. An interrupt ends the wait and stays set.
   */
  @Override
  public void close() {
    closeLock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      sender.close(settings.number(DeliveryOption.CLOSE_TIMEOUT_MILLIS));
      journal.leftBehind(gate.close(), "not delivered when the delivery was closed");
      journal.tellAll();
    } finally {
      closeLock.unlock();
    }
  }
}
