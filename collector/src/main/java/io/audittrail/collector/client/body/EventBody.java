package io.audittrail.collector.client.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, or an ingest body, or a line of an export, which have one form: events,
 * and entries that describe what they mention. Immutable.
 *
 * @param events the events in their order
 * @param descriptions the entries of all side tables in their order
 * @param continuation where the next page begins; null if there is none
 * @param hasEvents whether it has {@code audit_events} at all; if not, it is something else
 * @param sequence the commit sequence number of the one event; null if it is not given
 * @param exported the number that the last line of an export gives; null if this is none
 */
public record EventBody(
    List<BodyEvent> events,
    List<Description> descriptions,
    @Nullable String continuation,
    boolean hasEvents,
    @Nullable Long sequence,
    @Nullable Long exported) {
  private static final Set<String> TABLES =
      ResourceKind.described().stream()
          .map(kind -> kind.table().orElseThrow())
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads one JSON object.
   *
   * @throws io.audittrail.collector.wire.MalformedBodyException if it is none, or if a table or
   *     {@code audit_events} is no array; the message names line and column
   */
  public static EventBody read(byte[] json) {
    return WireJson.read(json, parser -> new Reader(json, parser).read());
  }

  private static final class Reader {
    private final byte[] json;
    private final JsonParser parser;
    private final List<BodyEvent> events = new ArrayList<>();
    private final List<Description> descriptions = new ArrayList<>();
    private @Nullable String continuation;
    private boolean hasEvents;
    private @Nullable Long sequence;
    private @Nullable Long exported;

    Reader(byte[] json, JsonParser parser) {
      this.json = json;
      this.parser = parser;
    }

    EventBody read() throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        member(parser.currentName(), parser.nextToken());
      }
      return new EventBody(
          List.copyOf(events),
          List.copyOf(descriptions),
          continuation,
          hasEvents,
          sequence,
          exported);
    }

    private void member(String key, JsonToken value) throws IOException {
      if (key.equals("audit_events")) {
        hasEvents = true;
        requireArray(key);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          events.add(event());
        }
      } else if (TABLES.contains(key) && value != JsonToken.VALUE_NULL) {
        requireArray(key);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          descriptions.add(description(key));
        }
      } else if (key.equals("continuation") && value == JsonToken.VALUE_STRING) {
        continuation = parser.getText();
      } else if (key.equals("sequence") && value == JsonToken.VALUE_NUMBER_INT) {
        sequence = parser.getLongValue();
      } else if (key.equals("exported") && value == JsonToken.VALUE_NUMBER_INT) {
        exported = parser.getLongValue();
      } else {
        parser.skipChildren();
      }
    }

    private void requireArray(String key) {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw WireJson.malformed(parser, key + " was no array");
      }
    }

    private BodyEvent event() throws IOException {
      long begin = parser.currentTokenLocation().getByteOffset();
      Map<String, String> texts = texts();
      return new BodyEvent(
          JsonBytes.compact(json, begin, end()),
          texts.get("actor_user_id"),
          texts.containsKey("actor_tenant_id"));
    }

    private Description description(String table) throws IOException {
      long begin = parser.currentTokenLocation().getByteOffset();
      Map<String, String> texts = texts();
      return new Description(table, texts, JsonBytes.text(JsonBytes.compact(json, begin, end())));
    }

    private long end() throws IOException {
      parser.finishToken();
      return parser.currentLocation().getByteOffset();
    }

    /** Reads the value at which the parser is and returns the strings in it, if it is an object. */
    private Map<String, String> texts() throws IOException {
      Map<String, String> texts = new HashMap<>();
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return texts;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(key, parser.getText());
        }
        parser.skipChildren();
      }
      return texts;
    }
  }
}
