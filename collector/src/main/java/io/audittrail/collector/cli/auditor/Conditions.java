package io.audittrail.collector.cli.auditor;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.catalogue.Outcome;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.filter.CatalogueTypes;
import io.audittrail.collector.query.filter.QueryFilterReader;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What events must be like: as a filter for a collector, and as a test for events that come from
 * where nobody filters.
 */
record Conditions(Moments.Window window, Types types, Named named, Content content) {

  /** The types of events; empty lists and null for all. */
  record Types(List<String> types, List<String> categories, @Nullable Outcome outcome) {
    Types {
      for (String category : categories) {
        if (!CatalogueTypes.CATEGORIES.contains(category)) {
          throw new IllegalArgumentException(
              "--category was \""
                  + category
                  + "\", allowed are "
                  + String.join(", ", CatalogueTypes.CATEGORIES));
        }
      }
    }
  }

  /** Who and what events name; empty lists for all. */
  record Named(
      List<String> actorUsers,
      List<String> actorTenants,
      Map<ResourceKind, List<String>> resources) {}

  /** What events hold: values of attributes as JSON, and a part of a text; null for any. */
  record Content(Map<String, String> attributes, @Nullable String text) {}

  /**
   * Returns the filter of a query as JSON.
   *
   * @param descending whether the newest come first
   */
  String json(boolean descending) {
    byte[] json =
        WireJson.write(
            generator -> {
              generator.writeStartObject();
              write(generator);
              if (descending) {
                generator.writeStringField("order", "descending");
              }
              generator.writeEndObject();
            });
    return new String(json, StandardCharsets.UTF_8);
  }

  private void write(JsonGenerator json) throws IOException {
    if (window.minimum() != null || window.maximum() != null) {
      json.writeObjectFieldStart("timestamp");
      text(json, "minimum", window.minimum());
      text(json, "maximum", window.maximum());
      json.writeEndObject();
    }
    list(json, "event_types", types.types());
    list(json, "categories", types.categories());
    Outcome outcome = types.outcome();
    text(json, "outcome", outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT));
    list(json, "actor_user_ids", named.actorUsers());
    list(json, "actor_tenant_ids", named.actorTenants());
    for (Map.Entry<ResourceKind, List<String>> entry : named.resources().entrySet()) {
      boolean single = entry.getKey().isSingle();
      list(json, single ? "applications" : entry.getKey().key(), entry.getValue());
    }
    if (!content.attributes().isEmpty()) {
      json.writeObjectFieldStart("attributes");
      for (Map.Entry<String, String> attribute : content.attributes().entrySet()) {
        json.writeFieldName(attribute.getKey());
        json.writeRawValue(attribute.getValue());
      }
      json.writeEndObject();
    }
    text(json, "text", content.text());
  }

  private static void text(JsonGenerator json, String key, @Nullable String value)
      throws IOException {
    if (value != null) {
      WireJson.writeText(json, key, value);
    }
  }

  private static void list(JsonGenerator json, String key, Collection<String> values)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(key);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }

  /** Returns whether there is none. */
  boolean isNone() {
    return json(false).equals("{}");
  }

  /**
   * Returns what tells whether an event meets the conditions, as a collector does that is asked.
   *
   * @throws IllegalArgumentException if a collector would refuse them
   */
  Predicate<EventRecord> test() {
    try {
      return QueryFilterReader.read(json(false).getBytes(StandardCharsets.UTF_8)).test();
    } catch (Refusal e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
