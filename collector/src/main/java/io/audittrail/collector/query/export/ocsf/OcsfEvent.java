package io.audittrail.collector.query.export.ocsf;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.Outcome;
import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.wire.TextMembers;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.collector.wire.WireTime;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes an event as one of OCSF, of the class that fits its type. */
public final class OcsfEvent {
  /** The version of the schema that is kept to. */
  static final String SCHEMA_VERSION = "1.7.0";

  private static final String MESSAGE = "message";
  private static final String REMOTE_ADDRESS = "remote_address";
  private static final Pattern IP =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]{0,39}:[0-9a-fA-F:.]{0,39}");
  private static final int INFORMATIONAL = 1;
  private static final int UNKNOWN = 0;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;
  private static final int OTHER = 99;

  private final StoredEvent stored;
  private final EventRecord event;
  private final @Nullable DocumentedEventType type;
  private final OcsfActivity activity;
  private final @Nullable String message;
  private final @Nullable String remoteIp;
  private final String attributes;
  private final OcsfParts parts;

  private OcsfEvent(StoredEvent stored, SideTables tables) {
    this.stored = stored;
    this.event = stored.event();
    this.type = DocumentedEventType.find(event.type()).orElse(null);
    this.activity = OcsfActivity.of(event.type());
    TextMembers message = TextMembers.take(event.attributes(), Set.of(MESSAGE));
    this.message = message.texts().get(MESSAGE);
    TextMembers address = TextMembers.take(message.others(), Set.of(REMOTE_ADDRESS));
    String ip = address.texts().get(REMOTE_ADDRESS);
    this.remoteIp = ip != null && IP.matcher(ip).matches() ? ip : null;
    this.attributes = remoteIp == null ? message.others() : address.others();
    this.parts = new OcsfParts(event, tables);
  }

  /** Returns the JSON of an event, on one line without its end. */
  public static byte[] json(StoredEvent stored, SideTables tables) {
    OcsfEvent event = new OcsfEvent(stored, tables);
    return WireJson.write(
        json -> {
          json.writeStartObject();
          event.write(json);
          json.writeEndObject();
        });
  }

  private void write(JsonGenerator json) throws IOException {
    OcsfClass ocsfClass = activity.ocsfClass();
    String name = activity.id() == OTHER ? event.type() : activity.caption();
    json.writeNumberField("category_uid", ocsfClass.categoryUid());
    json.writeStringField("category_name", ocsfClass.categoryCaption());
    json.writeNumberField("class_uid", ocsfClass.uid());
    json.writeStringField("class_name", ocsfClass.caption());
    json.writeNumberField("activity_id", activity.id());
    json.writeStringField("activity_name", name);
    json.writeNumberField("type_uid", activity.typeUid());
    json.writeStringField("type_name", ocsfClass.caption() + ": " + activity.caption());
    json.writeNumberField("time", Math.floorDiv(event.occurredAtMicros(), 1_000L));
    json.writeNumberField("timezone_offset", 0);
    json.writeNumberField("severity_id", INFORMATIONAL);
    json.writeStringField("severity", "Informational");
    status(json);
    message(json);
    metadata(json);
    parts.actor(json);
    source(json);
    byClass(json);
    unmapped(json);
  }

  private void status(JsonGenerator json) throws IOException {
    DocumentedEventType documented = type;
    if (documented == null) {
      json.writeNumberField("status_id", UNKNOWN);
      json.writeStringField("status", "Unknown");
    } else if (documented.outcome() == Outcome.FAILURE) {
      json.writeNumberField("status_id", FAILURE);
      json.writeStringField("status", "Failure");
      json.writeStringField("status_detail", documented.meaning());
    } else {
      json.writeNumberField("status_id", SUCCESS);
      json.writeStringField("status", "Success");
    }
  }

  private void message(JsonGenerator json) throws IOException {
    if (message != null) {
      json.writeStringField(MESSAGE, message);
    } else if (type != null) {
      json.writeStringField(MESSAGE, type.meaning());
    }
  }

  private void metadata(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("version", SCHEMA_VERSION);
    json.writeObjectFieldStart("product");
    json.writeStringField("name", "Audit Trail");
    json.writeStringField("vendor_name", "Audit Trail");
    json.writeEndObject();
    json.writeStringField("uid", event.id());
    json.writeStringField("event_code", event.type());
    json.writeStringField("original_time", WireTime.exact(event.occurredAtMicros()));
    json.writeNumberField("sequence", stored.sequence());
    json.writeStringField("tenant_uid", event.actorTenant());
    json.writeEndObject();
  }

  private void byClass(JsonGenerator json) throws IOException {
    switch (activity.ocsfClass()) {
      case AUTHENTICATION -> {
        parts.user(json);
        OcsfParts.service(json, system());
      }
      case ACCOUNT_CHANGE -> parts.user(json);
      case ENTITY_MANAGEMENT -> parts.entity(json);
      case API_ACTIVITY -> {
        json.writeObjectFieldStart("api");
        json.writeStringField("operation", event.type());
        if (type != null) {
          OcsfParts.service(json, system());
        }
        json.writeEndObject();
        parts.resources(json);
      }
    }
  }

  /** API Activity requires a source, which few audit events have. */
  private void source(JsonGenerator json) throws IOException {
    if (remoteIp != null || activity.ocsfClass() == OcsfClass.API_ACTIVITY) {
      json.writeObjectFieldStart("src_endpoint");
      json.writeStringField(
          remoteIp == null ? "name" : "ip", remoteIp == null ? "unknown" : remoteIp);
      json.writeEndObject();
    }
  }

  private String system() {
    return type == null ? "unknown" : type.system();
  }

  private void unmapped(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("unmapped");
    parts.lists(json, activity.ocsfClass() == OcsfClass.API_ACTIVITY);
    if (!attributes.isEmpty()) {
      json.writeFieldName("attributes");
      json.writeRawValue("{" + attributes + "}");
    }
    json.writeEndObject();
  }
}
