package io.audittrail.collector.query.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.collector.wire.WireTime;
import io.audittrail.event.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes events as JSON: contract A's query response, and what is made of the same parts. */
public final class PageWriter {
  private PageWriter() {}

  /**
   * Returns the JSON of a page.
   *
   * @param continuation where the next page begins; null if there is none
   */
  public static byte[] json(
      List<StoredEvent> events, SideTables tables, @Nullable String continuation) {
    return WireJson.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "ok");
          body(json, events, tables);
          if (continuation != null) {
            json.writeStringField("continuation", continuation);
          }
          json.writeEndObject();
        });
  }

  /**
   * Returns the JSON of one event for itself, on one line: its commit sequence number and the
   * members that an ingest body has.
   */
  public static byte[] line(StoredEvent event, SideTables tables) {
    return WireJson.write(
        json -> {
          json.writeStartObject();
          json.writeNumberField("sequence", event.sequence());
          body(json, List.of(event), tables);
          json.writeEndObject();
        });
  }

  /** Writes the members that an ingest body has: the events and what they mention. */
  public static void body(JsonGenerator json, List<StoredEvent> events, SideTables tables)
      throws IOException {
    json.writeArrayFieldStart("audit_events");
    for (StoredEvent event : events) {
      event(json, event.event());
    }
    json.writeEndArray();
    for (ResourceKind kind : ResourceKind.described()) {
      table(json, kind, tables);
    }
  }

  private static void event(JsonGenerator json, EventRecord event) throws IOException {
    json.writeStartObject();
    json.writeStringField("event_id", event.id());
    json.writeStringField("event_type", event.type());
    json.writeStringField("timestamp", WireTime.shown(event.occurredAtMicros()));
    json.writeStringField("actor_user_id", event.actorUser());
    json.writeStringField("actor_tenant_id", event.actorTenant());
    ids(json, ResourceKind.TENANT, event.ids().getOrDefault(ResourceKind.TENANT, List.of()));
    for (Map.Entry<ResourceKind, List<String>> entry : event.ids().entrySet()) {
      if (entry.getKey() != ResourceKind.TENANT) {
        ids(json, entry.getKey(), entry.getValue());
      }
    }
    if (!event.attributes().isEmpty()) {
      json.writeRaw(',');
      json.writeRaw(event.attributes());
    }
    json.writeStringField("occurred_at", WireTime.exact(event.occurredAtMicros()));
    json.writeEndObject();
  }

  private static void ids(JsonGenerator json, ResourceKind kind, List<String> ids)
      throws IOException {
    if (kind.isSingle()) {
      json.writeStringField(kind.key(), ids.get(0));
      return;
    }
    json.writeArrayFieldStart(kind.key());
    for (String id : ids) {
      json.writeString(id);
    }
    json.writeEndArray();
  }

  private static void table(JsonGenerator json, ResourceKind kind, SideTables tables)
      throws IOException {
    json.writeArrayFieldStart(kind.table().orElseThrow());
    for (Resource entry : tables.table(kind)) {
      json.writeStartObject();
      json.writeStringField("id", entry.id());
      if (kind.parentKey().isPresent()) {
        json.writeStringField(kind.parentKey().get(), or(entry.parentId(), ""));
      }
      names(json, entry);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void names(JsonGenerator json, Resource entry) throws IOException {
    String name = or(entry.name(), entry.id());
    switch (entry.kind()) {
      case USER -> {
        json.writeStringField("username", name);
        json.writeStringField("email", or(entry.email(), ""));
        json.writeStringField("display_name", or(entry.title(), name));
      }
      case DATASET, SOURCE, STREAM -> {
        json.writeStringField("name", name);
        json.writeStringField("title", or(entry.title(), name));
      }
      default -> json.writeStringField("name", name);
    }
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}
