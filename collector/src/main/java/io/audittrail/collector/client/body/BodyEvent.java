package io.audittrail.collector.client.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.RawJson;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.collector.wire.WireTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code audit_events}: an event, unless its writer erred.
 *
 * @param json the element in its own spelling, UTF-8, without white space between tokens
 * @param actorUser who acted; null if it does not say
 * @param namesTenant whether it says in which tenant; otherwise the actor's entry in its body does
 */
public record BodyEvent(byte[] json, @Nullable String actorUser, boolean namesTenant) {
  private static final Map<String, ResourceKind> KINDS = new HashMap<>();

  static {
    for (ResourceKind kind : ResourceKind.values()) {
      KINDS.put(kind.key(), kind);
    }
  }

  /**
   * Returns what the event says, for matching and for showing. What is missing or of a wrong type
   * is empty, and the time is that of the year 1970 then: whether the event is good is for the
   * collector to say.
   */
  public EventRecord record() {
    if (json.length == 0 || json[0] != '{') {
      return new EventRecord("", "", 0, "", "", Map.of(), "");
    }
    return WireJson.read(json, parser -> new Fields(json).read(parser));
  }

  /** What was read of the event so far. */
  private static final class Fields {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<ResourceKind, List<String>> ids = new EnumMap<>(ResourceKind.class);
    private final RawJson attributes;

    Fields(byte[] json) {
      attributes = new RawJson(json);
    }

    EventRecord read(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        long begin = parser.currentTokenLocation().getByteOffset();
        JsonToken value = parser.nextToken();
        ResourceKind kind = KINDS.get(key);
        if (kind != null) {
          ids(parser, kind);
        } else {
          switch (key) {
            case "event_id",
                "event_type",
                "occurred_at",
                "timestamp",
                "actor_user_id",
                "actor_tenant_id" -> {
              if (value == JsonToken.VALUE_STRING) {
                texts.put(key, parser.getText());
              }
              parser.skipChildren();
            }
            default -> attributes.add(parser, begin, WireJson.MAX_DEPTH);
          }
        }
      }
      return new EventRecord(
          text("event_id"),
          text("event_type"),
          micros(),
          text("actor_user_id"),
          tenant(),
          ids,
          attributes.members());
    }

    private void ids(JsonParser parser, ResourceKind kind) throws IOException {
      List<String> values = new ArrayList<>();
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        values.add(parser.getText());
      } else if (parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() == JsonToken.VALUE_STRING) {
            values.add(parser.getText());
          }
          parser.skipChildren();
        }
      } else {
        parser.skipChildren();
      }
      if (!values.isEmpty()) {
        ids.put(kind, values);
      }
    }

    private String text(String key) {
      return texts.getOrDefault(key, "");
    }

    private String tenant() {
      List<String> tenants = ids.getOrDefault(ResourceKind.TENANT, List.of());
      return texts.getOrDefault("actor_tenant_id", tenants.isEmpty() ? "" : tenants.get(0));
    }

    private long micros() {
      try {
        return WireTime.parse(texts.getOrDefault("occurred_at", text("timestamp"))).micros();
      } catch (IllegalArgumentException e) {
        return 0;
      }
    }
  }
}
