package io.audittrail.collector.query;

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

/** Records that somebody asked, as an {@code audit_event_query} event in the store itself. */
final class QueryRecorder {
  private static final PacedLog LOG = new PacedLog(LoggerFactory.getLogger(QueryRecorder.class));

  /** What an event takes in memory beside its attributes. */
  private static final int BASE_BYTES = 512;

  private final EventStore store;

  QueryRecorder(EventStore store) {
    this.store = store;
  }

  /**
   * Hands the record of a query to the next commit, without waiting for it.
   *
   * @throws io.audittrail.collector.store.StoreBusyException if too much waits for the writer: then
   *     the query must not be answered
   * @throws io.audittrail.collector.store.StoreUnavailableException if the store is known not to
   *     take it
   */
  void record(Token token, QueryRequest request, int returned) {
    AuditEvent event =
        AuditEvent.of(DocumentedEventType.AUDIT_EVENT_QUERY)
            .actor(token.actorUser(), token.actorTenant())
            .build();
    String attributes = attributes(request, returned);
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
    stored.whenComplete(QueryRecorder::logFailure);
    if (stored.isCompletedExceptionally()) {
      stored.join();
    }
  }

  private static void logFailure(@Nullable BatchResult result, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("a query could not be recorded", failure);
    }
  }

  /** The members of the event's attributes. */
  private static String attributes(QueryRequest request, int returned) {
    byte[] object =
        WireJson.write(
            json -> {
              json.writeStartObject();
              json.writeFieldName("filter");
              json.writeRawValue(request.filter().json());
              json.writeNumberField("limit", request.limit());
              json.writeBooleanField("continued", request.continuation() != null);
              json.writeNumberField("returned", returned);
              json.writeEndObject();
            });
    return new String(object, 1, object.length - 2, StandardCharsets.UTF_8);
  }
}
