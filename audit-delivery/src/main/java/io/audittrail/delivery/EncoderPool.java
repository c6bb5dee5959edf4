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
    int own = own();
    for (int i = 0; i < encoders; i++) {
      int place = place(own + i);
      EventEncoder encoder = idle.get(place) == null ? null : idle.getAndSet(place, null);
      if (encoder != null) {
        return encoder;
      }
    }
    return new EventEncoder(fallback);
  }

  /** Gives an encoder back, which the caller took and does not use any more. */
  void giveBack(EventEncoder encoder) {
    if (encoder.buffer().length > MAX_KEPT_BUFFER_BYTES) {
      return;
    }
    int own = own();
    for (int i = 0; i < encoders; i++) {
      int place = place(own + i);
      if (idle.get(place) == null) {
        idle.lazySet(place, encoder); // if another thread is first, one of the two is garbage
        return;
      }
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

  /** Where a thread looks first: threads that emit at the same time mostly find their own. */
  private int own() {
    return (int) (Thread.currentThread().getId() % encoders);
  }

  private int place(int number) {
    return (1 + number % encoders) * STRIDE;
  }
}
