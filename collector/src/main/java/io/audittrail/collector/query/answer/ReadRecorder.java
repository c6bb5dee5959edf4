package io.audittrail.collector.query.answer;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.collector.access.Token;
import io.audittrail.collector.http.PacedLog;
import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.IncomingBatch;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.event.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Records that somebody read events, as an {@code audit_event_query} event in the store itself. */
public final class ReadRecorder {
  private static final PacedLog LOG = new PacedLog(LoggerFactory.getLogger(ReadRecorder.class));

  /** What an event takes in memory beside its attributes. */
  private static final int BASE_BYTES = 512;

  private final EventStore store;

  /** Makes a recorder that fills the given store. */
  public ReadRecorder(EventStore store) {
    this.store = store;
  }

  /**
   * Hands the record of a read to the next commit, without waiting for it.
   *
   * @param members writes the members of the event's attributes
   * @return the id of the event
   * @throws io.audittrail.collector.store.StoreBusyException if too much waits for the writer: then
   *     the read must not be answered
   * @throws io.audittrail.collector.store.StoreUnavailableException if the store is known not to
   *     take it
   */
  public String record(Token token, WireJson.Writer members) {
    AuditEvent event =
        AuditEvent.of(DocumentedEventType.AUDIT_EVENT_QUERY)
            .actor(token.actorUser(), token.actorTenant())
            .build();
    String attributes = attributes(members);
    EventRecord record =
        new EventRecord(
            event.id(),
            event.type().wireName(),
            event.occurredAtMicros(),
            token.actorUser(),
            token.actorTenant(),
            Map.of(),
            attributes);
    CompletableFuture<BatchResult> stored =
        store.append(
            new IncomingBatch(
                List.of(record), List.of(), token.tenant(), BASE_BYTES + attributes.length()));
    stored.whenComplete(ReadRecorder::logFailure);
    if (stored.isCompletedExceptionally()) {
      stored.join();
    }
    return event.id();
  }

  private static void logFailure(@Nullable BatchResult result, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("a query could not be recorded", failure);
    }
  }

  private static String attributes(WireJson.Writer members) {
    byte[] object =
        WireJson.write(
            json -> {
              json.writeStartObject();
              members.write(json);
              json.writeEndObject();
            });
    return new String(object, 1, object.length - 2, StandardCharsets.UTF_8);
  }
}
