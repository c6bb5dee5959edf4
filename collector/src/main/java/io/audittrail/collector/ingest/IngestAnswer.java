package io.audittrail.collector.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Writes the answer to an ingest request. */
final class IngestAnswer {
  private IngestAnswer() {}

  static byte[] json(
      BatchResult result, List<Rejection> rejections, List<RejectedResource> rejectedResources) {
    return WireJson.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "ok");
          json.writeNumberField("stored", result.stored());
          json.writeNumberField("duplicates", result.duplicates());
          rejections(json, rejections);
          if (!rejectedResources.isEmpty()) {
            rejectedResources(json, rejectedResources);
          }
          json.writeEndObject();
        });
  }

  private static void rejections(JsonGenerator json, List<Rejection> rejections)
      throws IOException {
    json.writeArrayFieldStart("rejected");
    for (Rejection rejection :
        rejections.stream().sorted(Comparator.comparingInt(Rejection::index)).toList()) {
      json.writeStartObject();
      json.writeNumberField("index", rejection.index());
      json.writeStringField("event_id", rejection.eventId());
      WireJson.writeText(json, "message", rejection.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void rejectedResources(JsonGenerator json, List<RejectedResource> rejected)
      throws IOException {
    json.writeArrayFieldStart("rejected_resources");
    for (RejectedResource resource : rejected) {
      json.writeStartObject();
      json.writeStringField("table", resource.table());
      json.writeNumberField("index", resource.index());
      WireJson.writeText(json, "message", resource.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
