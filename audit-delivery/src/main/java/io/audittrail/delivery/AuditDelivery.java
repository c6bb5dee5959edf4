package io.audittrail.delivery;

import io.audittrail.delivery.send.SendSettings;
import io.audittrail.delivery.send.Sender;
import io.audittrail.delivery.spool.Spool;
import io.audittrail.delivery.spool.SpoolGate;
import io.audittrail.delivery.spool.file.FileSpool;
import io.audittrail.event.AuditEvent;
import io.audittrail.wire.EventEncoder;
import java.time.Duration;
import java.util.Arrays;
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
  private final boolean forceAll;
  private final TypePatterns forceTypes;
  private final TypePatterns dropTypes;
  private final EncoderPool encoders;
  private final SpoolTroubles troubles;
  private final SpoolPlace place;
  private final LateEvents late;
  private final SpoolGate gate;
  private final Journal journal;
  private final Sender sender;
  private final ReentrantLock closeLock = new ReentrantLock();
  private volatile boolean closed;

  AuditDelivery(DeliverySettings settings, DeliveryListener listener, boolean memoryIfNoDirectory) {
    DeliveryListener safe = new SafeListener(listener);
    this.settings = settings;
    this.whenFull = settings.whenFull();
    this.fullWaitNanos =
        TimeUnit.MILLISECONDS.toNanos(settings.number(DeliveryOption.FULL_WAIT_MILLIS));
    this.forceAll = settings.syncAlways();
    this.forceTypes = settings.types(DeliveryOption.SYNC_TYPES);
    this.dropTypes = settings.types(DeliveryOption.DROP_TYPES);
    this.encoders = new EncoderPool(settings.actor());
    SendSettings sending = settings.sending();
    this.troubles = new SpoolTroubles(safe);
    this.place = SpoolPlace.open(settings, troubles, memoryIfNoDirectory ? safe : null);
    this.late = new LateEvents(place, troubles);
    this.gate = new SpoolGate(place.spool(), settings.batches());
    this.journal = new Journal(safe, new LossReports(gate, encoders, settings.actor()));
    this.sender =
        Sender.start(
            gate, journal, new Sender.Plan(sending, place.orphans(), new AdoptedEvents(safe)));
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
   * interrupt ends the wait, drops the event and stays set. After {@link #close()} an event is kept
   * in files for the next process; in memory there is no place for it, and it is dropped. An event
   * over a limit of the wire is rejected.
   *
   * @throws SpoolFullException by policy FAIL, if the spool is full
   * @throws IllegalArgumentException by policy FAIL, if the event is over a limit of the wire
   * @throws IllegalStateException by policy FAIL, if the delivery is closed
   */
  public void emit(AuditEvent event) {
    Objects.requireNonNull(event, "event");
    journal.emitted(1);
    if (isToBeDropped(event)) {
      lose(event, LossReason.UNDER_PRESSURE);
      return;
    }
    EventEncoder encoder = encoders.take();
    int length;
    try {
      length = encoder.encodeInPlace(event);
    } catch (RuntimeException e) {
      encoders.giveBack(encoder);
      reject(event, e);
      return;
    }
    boolean spooled = !closed && gate.append(encoder.buffer(), length);
    byte[] record = spooled ? null : Arrays.copyOf(encoder.buffer(), length);
    encoders.giveBack(encoder); // at once: who waits for room may wait for long
    if (record == null || appendWhenThereIsRoom(event, record)) {
      force(event, place.spool());
    }
  }

  private boolean isToBeDropped(AuditEvent event) {
    return !dropTypes.isEmpty()
        && !closed
        && gate.isUnderPressure()
        && dropTypes.matches(event.typeName());
  }

  private void reject(AuditEvent event, RuntimeException cause) {
    String detail = "event " + event.id() + ": " + cause.getMessage();
    journal.lost(LossReason.OVER_LIMIT, detail);
    if (whenFull == FullPolicy.FAIL) {
      throw new IllegalArgumentException(detail, cause);
    }
  }

  /** Returns whether the record entered the spool, after a wait or at last. */
  private boolean appendWhenThereIsRoom(AuditEvent event, byte[] record) {
    if (!closed && whenFull == FullPolicy.WAIT) {
      try {
        if (gate.appendWithin(record, fullWaitNanos)) {
          return true;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        lose(event, LossReason.INTERRUPTED);
        return false;
      }
    }
    if (closed) {
      keepLate(event, record);
    } else {
      lose(event, LossReason.SPOOL_FULL);
    }
    return false;
  }

  private void keepLate(AuditEvent event, byte[] record) {
    FileSpool keeper = late.append(record);
    if (keeper != null) {
      journal.kept(1);
      force(event, keeper);
    } else {
      lose(event, LossReason.CLOSED);
    }
  }

  /**
   * Waits for the disk, if the event is to be on it. The event is spooled whatever comes of this;
   * only a power cut could still take it.
   */
  private void force(AuditEvent event, Spool holder) {
    if (!(holder instanceof FileSpool files)
        || !(forceAll || (!forceTypes.isEmpty() && forceTypes.matches(event.typeName())))) {
      return;
    }
    boolean forced = false;
    try {
      forced = files.awaitForced(fullWaitNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!forced) {
      troubles.notForced("event " + event.id());
    }
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

  /** Returns where events wait: the directory of this delivery's spool, or {@code memory}. */
  public String spool() {
    return place.toString();
  }

  /**
   * Delivers what is spooled, for at most {@code closeTimeoutMillis}, and ends the threads. What is
   * left then stays in its files for the next process; in memory, it is dropped, counted and told
   * to the listener. Closing twice is closing once; whoever closes second waits for the first. An
   * interrupt ends the wait and stays set.
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
      long left = gate.waiting();
      if (left > 0) {
        journal.kept(left);
        journal.warn(left + " events wait in " + place + " for the next process", null);
      }
      journal.tellAll();
      troubles.tellAll();
    } finally {
      closeLock.unlock();
    }
  }
}
