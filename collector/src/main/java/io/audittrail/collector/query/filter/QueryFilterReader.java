package io.audittrail.collector.query.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventTypes;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.collector.wire.WireTime;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the filter of a query; a key whose value is null counts as absent. */
public final class QueryFilterReader {
  /** The longest filter, so that the event that records it is short enough to be taken in. */
  private static final int MAX_BYTES = 64 * 1024;

  /** Attributes lie two levels below the recorded event's. */
  private static final int MAX_DEPTH = WireLimits.MAX_ATTRIBUTE_DEPTH - 2;

  private static final String ID = "a string of 1 to " + WireLimits.MAX_ID_LENGTH + " characters";
  private static final List<String> ORDERS = List.of("ascending", "descending");
  private static final Map<String, ResourceKind> KINDS =
      Map.of(
          "user_ids", ResourceKind.USER,
          "tenant_ids", ResourceKind.TENANT,
          "project_ids", ResourceKind.PROJECT,
          "dataset_ids", ResourceKind.DATASET,
          "source_ids", ResourceKind.SOURCE,
          "trigger_ids", ResourceKind.STREAM,
          "applications", ResourceKind.APPLICATION);
  private static final String KEYS =
      "timestamp, event_types, categories, outcome, actor_user_ids, actor_tenant_ids, user_ids,"
          + " tenant_ids, project_ids, dataset_ids, source_ids, trigger_ids, applications,"
          + " attributes, text and order";

  private final Map<String, JsonNode> given = new TreeMap<>();
  private final EventFilter.Builder events = EventFilter.builder();
  private EventTypes types = EventTypes.ALL;
  private Order order = Order.ASCENDING;
  private @Nullable String minimum;
  private @Nullable String maximum;

  /**
   * Reads a filter that stands alone.
   *
   * @throws Refusal with 400 if a key or a value is not allowed
   * @throws io.audittrail.collector.wire.MalformedBodyException if it is no object of JSON
   */
  public static QueryFilter read(byte[] json) {
    QueryFilterReader reader = new QueryFilterReader();
    return WireJson.read(
        json,
        parser -> {
          reader.read(parser);
          return reader.filter();
        });
  }

  /** Reads the object at which the parser is, up to its end. */
  public void read(JsonParser parser) throws IOException {
    Values.requireObject(parser, "filter");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        member(parser, key);
      }
    }
  }

  /**
   * Returns what was read; without a filter, everything.
   *
   * @throws Refusal with 400 if it is too long or holds no whole Unicode
   */
  public QueryFilter filter() {
    ObjectNode all = CanonicalJson.object();
    all.setAll(given);
    ObjectNode meaning = all.deepCopy();
    meaning.remove("timestamp");
    if (order == Order.ASCENDING) {
      meaning.remove("order");
    }
    String json = all.toString();
    if (!Values.isWhole(json)) {
      throw new Refusal(400, "filter had half of a surrogate pair, allowed is whole Unicode");
    }
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new Refusal(400, "filter had " + bytes + " bytes, allowed are at most " + MAX_BYTES);
    }
    Window window =
        Window.of(
            time("filter.timestamp.minimum", minimum), time("filter.timestamp.maximum", maximum));
    return new QueryFilter(window, events.types(types).build(), order, json, meaning.toString());
  }

  private void member(JsonParser parser, String key) throws IOException {
    String field = "filter." + key;
    ResourceKind kind = KINDS.get(key);
    if (kind != null) {
      events.ids(kind, ids(parser, key));
      return;
    }
    switch (key) {
      case "timestamp" -> timestamp(parser);
      case "event_types" ->
          types =
              types.and(
                  EventTypes.of(list(parser, key, WireLimits::isToken, "[A-Za-z0-9_.-]{1,64}")));
      case "categories" -> {
        Set<String> categories = CatalogueTypes.CATEGORIES;
        String allowed = "one of " + String.join(", ", categories);
        types =
            types.and(
                CatalogueTypes.ofCategories(list(parser, key, categories::contains, allowed)));
      }
      case "outcome" ->
          types = types.and(CatalogueTypes.ofOutcome(oneOf(parser, key, CatalogueTypes.OUTCOMES)));
      case "actor_user_ids" -> events.actorUsers(ids(parser, key));
      case "actor_tenant_ids" -> events.actorTenants(ids(parser, key));
      case "attributes" -> attributes(parser);
      case "text" -> {
        String text = Values.text(parser, field, WireLimits.MAX_ID_LENGTH);
        given.put(key, CanonicalJson.object().textNode(text));
        events.text(text);
      }
      case "order" -> order = Order.valueOf(oneOf(parser, key, ORDERS).toUpperCase(Locale.ROOT));
      default -> throw unknown("filter", key, KEYS);
    }
  }

  private Set<String> ids(JsonParser parser, String key) throws IOException {
    return list(parser, key, QueryFilterReader::isId, ID);
  }

  private static boolean isId(String id) {
    return !id.isEmpty() && id.length() <= WireLimits.MAX_ID_LENGTH;
  }

  private Set<String> list(JsonParser parser, String key, Predicate<String> rule, String allowed)
      throws IOException {
    SortedSet<String> values = Values.strings(parser, "filter." + key, rule, allowed);
    ArrayNode array = CanonicalJson.object().arrayNode();
    values.forEach(array::add);
    given.put(key, array);
    return values;
  }

  private String oneOf(JsonParser parser, String key, Iterable<String> allowed) throws IOException {
    String value = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
    for (String one : allowed) {
      if (one.equals(value)) {
        given.put(key, CanonicalJson.object().textNode(value));
        return value;
      }
    }
    throw Values.wrong(parser, "filter." + key, String.join(" or ", allowed));
  }

  private void attributes(JsonParser parser) throws IOException {
    Values.requireObject(parser, "filter.attributes");
    JsonNode wanted = CanonicalJson.read(parser);
    if (wanted.isEmpty()) {
      throw new Refusal(400, "filter.attributes was empty, allowed is at least one attribute");
    }
    wanted.properties().forEach(entry -> attribute(entry.getKey(), entry.getValue()));
    given.put("attributes", wanted);
  }

  private void attribute(String key, JsonNode value) {
    if (key.isEmpty() || key.length() > WireLimits.MAX_KEY_LENGTH) {
      throw new Refusal(
          400,
          "filter.attributes had the key "
              + Quoted.of(key)
              + ", allowed are 1 to "
              + WireLimits.MAX_KEY_LENGTH
              + " characters");
    }
    if (CanonicalJson.depth(value) > MAX_DEPTH) {
      throw new Refusal(400, "filter.attributes was nested deeper than " + MAX_DEPTH + " levels");
    }
    events.attribute(key, value.toString());
  }

  private void timestamp(JsonParser parser) throws IOException {
    Values.requireObject(parser, "filter.timestamp");
    ObjectNode times = CanonicalJson.object();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (key) {
        case "minimum" -> minimum = Values.string(parser, "filter.timestamp.minimum");
        case "maximum" -> maximum = Values.string(parser, "filter.timestamp.maximum");
        default -> throw unknown("filter.timestamp", key, "minimum and maximum");
      }
      times.put(key, parser.getText());
    }
    if (!times.isEmpty()) {
      given.put("timestamp", times);
    }
  }

  private static Refusal unknown(String field, String key, String allowed) {
    return new Refusal(
        400, field + " had the unknown key " + Quoted.of(key) + ", allowed are " + allowed);
  }

  public static @Nullable WireTime time(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return WireTime.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, field + " was " + e.getMessage());
    }
  }
}
