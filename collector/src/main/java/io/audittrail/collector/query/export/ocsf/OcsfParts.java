package io.audittrail.collector.query.export.ocsf;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.event.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes who and what an event speaks of as objects of OCSF. */
final class OcsfParts {
  /** What the schema takes for an e-mail address. */
  private static final Pattern EMAIL =
      Pattern.compile("[a-zA-Z0-9!#$%&'*+-/=?^_`{|}~.]+@[a-zA-Z0-9-]+\\.[a-zA-Z0-9-.]+");

  private static final int ORGANIZATION_TYPE = 4;
  private static final int USER_TYPE = 2;
  private static final int OTHER_TYPE = 99;

  private final EventRecord event;
  private final SideTables tables;

  OcsfParts(EventRecord event, SideTables tables) {
    this.event = event;
    this.tables = tables;
  }

  static void service(JsonGenerator json, String name) throws IOException {
    json.writeObjectFieldStart("service");
    json.writeStringField("name", name);
    json.writeEndObject();
  }

  void actor(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("actor");
    user(json, event.actorUser(), event.actorTenant());
    json.writeEndObject();
  }

  /** Writes the user whom the event is about: the first that it names, else who acted. */
  void user(JsonGenerator json) throws IOException {
    List<String> users = ids(ResourceKind.USER);
    if (users.isEmpty()) {
      user(json, event.actorUser(), event.actorTenant());
    } else {
      Resource entry = tables.entry(ResourceKind.USER, users.get(0));
      user(json, users.get(0), entry == null ? null : entry.parentId());
    }
  }

  private void user(JsonGenerator json, String id, @Nullable String tenant) throws IOException {
    Resource entry = tables.entry(ResourceKind.USER, id);
    json.writeObjectFieldStart("user");
    json.writeStringField("uid", id);
    if (entry != null) {
      optional(json, "name", entry.name());
      optional(json, "display_name", entry.title());
      String email = entry.email();
      if (email != null && EMAIL.matcher(email).matches()) {
        json.writeStringField("email_addr", email);
      }
    }
    if (tenant != null && !tenant.isEmpty()) {
      organization(json, tenant);
    }
    json.writeEndObject();
  }

  private void organization(JsonGenerator json, String tenant) throws IOException {
    json.writeObjectFieldStart("org");
    identity(json, ResourceKind.TENANT, tenant);
    json.writeEndObject();
  }

  /** Writes what was managed, as far as the event names it. */
  void entity(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("entity");
    switch (DocumentedEventType.find(event.type()).orElseThrow()) {
      case QUOTAS_SET, QUOTAS_RESET -> {
        entityType(json, ORGANIZATION_TYPE, "Organization");
        List<String> tenants = ids(ResourceKind.TENANT);
        json.writeStringField("name", "quota");
        organization(json, tenants.isEmpty() ? event.actorTenant() : tenants.get(0));
      }
      case REPLACE_API_TOKEN, REVOKE_API_TOKENS -> {
        entityType(json, USER_TYPE, "User");
        json.writeStringField("name", "API token");
        user(json);
      }
      case APPLICATION_CONFIG_CHANGE, MODEL_RELEASED -> other(json, ResourceKind.APPLICATION);
      default -> other(json, ResourceKind.STREAM);
    }
    json.writeEndObject();
  }

  private void other(JsonGenerator json, ResourceKind kind) throws IOException {
    entityType(json, OTHER_TYPE, label(kind));
    List<String> ids = ids(kind);
    if (ids.isEmpty()) {
      json.writeStringField("name", "unknown");
    } else {
      identity(json, kind, ids.get(0));
    }
  }

  private static void entityType(JsonGenerator json, int id, String type) throws IOException {
    json.writeNumberField("type_id", id);
    json.writeStringField("type", type);
  }

  /** Writes every resource that the event names, apart from its actor. */
  void resources(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("resources");
    for (Map.Entry<ResourceKind, List<String>> entry : event.ids().entrySet()) {
      for (String id : entry.getValue()) {
        json.writeStartObject();
        json.writeStringField("type", label(entry.getKey()));
        identity(json, entry.getKey(), id);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  /**
   * Writes the ids under the keys of contract A.
   *
   * @param emptyAlone whether those that are not empty are written elsewhere
   */
  void lists(JsonGenerator json, boolean emptyAlone) throws IOException {
    for (Map.Entry<ResourceKind, List<String>> entry : event.ids().entrySet()) {
      List<String> ids = entry.getValue();
      if (emptyAlone && !ids.isEmpty()) {
        continue;
      }
      if (entry.getKey().isSingle()) {
        json.writeStringField(entry.getKey().key(), ids.get(0));
        continue;
      }
      json.writeArrayFieldStart(entry.getKey().key());
      for (String id : ids) {
        json.writeString(id);
      }
      json.writeEndArray();
    }
  }

  private void identity(JsonGenerator json, ResourceKind kind, String id) throws IOException {
    json.writeStringField("uid", id);
    Resource entry = tables.entry(kind, id);
    if (entry != null) {
      optional(json, "name", entry.name());
    }
  }

  private static void optional(JsonGenerator json, String key, @Nullable String value)
      throws IOException {
    if (value != null && !value.isEmpty()) {
      json.writeStringField(key, value);
    }
  }

  private List<String> ids(ResourceKind kind) {
    return event.ids().getOrDefault(kind, List.of());
  }

  private static String label(ResourceKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
