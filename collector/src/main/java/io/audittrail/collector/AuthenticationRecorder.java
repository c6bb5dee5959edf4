package io.audittrail.collector;

import io.audittrail.catalogue.EventType;
import io.audittrail.collector.endpoint.FailedAuthentication;
import io.audittrail.collector.endpoint.RequestListener;
import io.audittrail.collector.http.PacedLog;
import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.IncomingBatch;
import io.audittrail.collector.store.StoreBusyException;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.event.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Records requests without a valid token as events in the store itself: one event a second at most,
 * which counts those since the one before. It never waits for the store; what the store does not
 * take is counted in the next event.
 */
final class AuthenticationRecorder implements RequestListener {
  private static final PacedLog LOG =
      new PacedLog(LoggerFactory.getLogger(AuthenticationRecorder.class));
  private static final EventType TYPE = EventType.of("authentication_failed_token");
  private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_PATH_LENGTH = 256;

  /** What an event takes in memory beside its attributes. */
  private static final int BASE_BYTES = 512;

  private final EventStore store;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
  private final AtomicLong uncounted = new AtomicLong();

  AuthenticationRecorder(EventStore store) {
    this.store = store;
  }

  @Override
  public void failed(FailedAuthentication failure) {
    uncounted.incrementAndGet();
    long now = System.nanoTime();
    long next = nextNanos.get();
    if (now - next >= 0 && nextNanos.compareAndSet(next, now + PACE_NANOS)) {
      record(failure, uncounted.getAndSet(0));
    }
  }

  private void record(FailedAuthentication failure, long count) {
    AuditEvent event = AuditEvent.of(TYPE).actor("unknown", "collector").build();
    String attributes = attributes(failure, count);
    EventRecord record =
        new EventRecord(
            event.id(),
            TYPE.wireName(),
            event.occurredAtMicros(),
            "unknown",
            "collector",
            Map.of(),
            attributes);
    try {
      store
          .append(
              new IncomingBatch(List.of(record), List.of(), null, BASE_BYTES + attributes.length()))
          .whenComplete((stored, trouble) -> keep(count, stored, trouble));
    } catch (StoreBusyException | StoreUnavailableException e) {
      keep(count, null, e);
    }
  }

  private void keep(long count, @Nullable BatchResult stored, @Nullable Throwable trouble) {
    if (stored == null && trouble != null) {
      uncounted.addAndGet(count);
      LOG.warn("a failed authentication could not be recorded", trouble);
    }
  }

  /** The members of the event's attributes. */
  private static String attributes(FailedAuthentication failure, long count) {
    String path = failure.path();
    byte[] object =
        WireJson.write(
            json -> {
              json.writeStartObject();
              WireJson.writeText(json, "remote_address", failure.remoteAddress());
              WireJson.writeText(
                  json, "path", path.substring(0, Math.min(path.length(), MAX_PATH_LENGTH)));
              WireJson.writeText(json, "reason", failure.reason());
              json.writeNumberField("count", count);
              json.writeEndObject();
            });
    return new String(object, 1, object.length - 2, StandardCharsets.UTF_8);
  }
}
