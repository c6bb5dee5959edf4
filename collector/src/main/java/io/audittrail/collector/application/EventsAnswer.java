package io.audittrail.collector.application;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes contract B's page of events. */
final class EventsAnswer {
  private EventsAnswer() {}

  /**
   * Returns the JSON of a page.
   *
   * @param next the address of the next page; null if there is none
   */
  static byte[] json(List<StoredEvent> events, @Nullable String next) {
    return WireJson.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("data");
          for (StoredEvent event : events) {
            event(json, event.event());
          }
          json.writeEndArray();
          json.writeObjectFieldStart("paging");
          if (next != null) {
            json.writeStringField("next", next);
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void event(JsonGenerator json, EventRecord event) throws IOException {
    EventDetails details = EventDetails.of(event.attributes());
    json.writeStartObject();
    json.writeStringField(
        "application_id", event.ids().getOrDefault(ResourceKind.APPLICATION, List.of("")).get(0));
    json.writeStringField("event_id", event.id());
    json.writeStringField("type", event.type());
    json.writeFieldName("created_at");
    json.writeRawValue(UnixSeconds.text(event.occurredAtMicros()));
    text(json, "message", details.message());
    text(json, "event_data", details.data());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String key, @Nullable String value)
      throws IOException {
    if (value == null) {
      json.writeNullField(key);
    } else {
      WireJson.writeText(json, key, value);
    }
  }
}
