package io.audittrail.delivery;

import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.wire.EventEncoder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lends encoders that are used again. Safe for use by any thread, and never waits.
 *
 * <p>There are a few encoders for all threads, not one for each: virtual threads may be a million.
 */
final class EncoderPool {
  private static final int MAX_ENCODERS = 16;

  /** An encoder that had a larger record may hold a much larger buffer, and is not kept. */
  private static final int MAX_KEPT_BUFFER_BYTES = 16 * 1024;

  /** So many references lie between two encoders that they are not in one line of a cache. */
  private static final int STRIDE = 32;

  private final Actor fallback;
  private final int encoders =
      Math.min(MAX_ENCODERS, 2 * Runtime.getRuntime().availableProcessors());
  private final AtomicReferenceArray<EventEncoder> idle =
      new AtomicReferenceArray<>((encoders + 1) * STRIDE);

  EncoderPool(Actor fallback) {
    this.fallback = fallback;
  }

  /** Returns an encoder that nobody else uses until it is given back. */
  EventEncoder take() {
    EventEncoder encoder = idle.getAndSet(place(), null);
    return encoder == null ? new EventEncoder(fallback) : encoder;
  }

  /** Gives an encoder back, which the caller took and does not use any more. */
  void giveBack(EventEncoder encoder) {
    if (encoder.buffer().length <= MAX_KEPT_BUFFER_BYTES) {
      idle.lazySet(place(), encoder);
    }
  }

  /**
   * Returns the record of an event, a new array.
   *
   * @throws IllegalArgumentException if the event is over a limit of the wire
   */
  byte[] encode(AuditEvent event) {
    EventEncoder encoder = take();
    try {
      return encoder.encode(event);
    } finally {
      giveBack(encoder);
    }
  }

  private int place() {
    return (1 + (int) (Thread.currentThread().getId() % encoders)) * STRIDE;
  }
}
