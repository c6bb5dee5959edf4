package io.audittrail.delivery;

import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.wire.EventEncoder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Encodes events with encoders that are used again. Safe for use by any thread, and never waits.
 *
 * <p>There are a few encoders for all threads, not one for each: virtual threads may be a million.
 */
final class EncoderPool {
  private static final int MAX_ENCODERS = 16;

  /** An encoder that had a larger record may hold a much larger buffer, and is not kept. */
  private static final int MAX_KEPT_RECORD_BYTES = 8 * 1024;

  private final Actor fallback;
  private final AtomicReferenceArray<EventEncoder> idle =
      new AtomicReferenceArray<>(
          Math.min(MAX_ENCODERS, 2 * Runtime.getRuntime().availableProcessors()));

  EncoderPool(Actor fallback) {
    this.fallback = fallback;
  }

  /**
   * Returns the record of an event.
   *
   * @throws IllegalArgumentException if the event is over a limit of the wire
   */
  byte[] encode(AuditEvent event) {
    int slot = (int) (Thread.currentThread().getId() % idle.length());
    EventEncoder taken = idle.getAndSet(slot, null);
    EventEncoder encoder = taken == null ? new EventEncoder(fallback) : taken;
    byte[] record = encoder.encode(event);
    if (record.length <= MAX_KEPT_RECORD_BYTES) {
      idle.lazySet(slot, encoder);
    }
    return record;
  }
}
