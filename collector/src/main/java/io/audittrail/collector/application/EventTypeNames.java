package io.audittrail.collector.application;

import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.wire.MalformedBodyException;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code event_types}: once per type, as a JSON array, or as a comma list. */
final class EventTypeNames {
  /** More would not fit into the address of the next page. */
  private static final int MAX_TYPES = 100;

  private EventTypeNames() {}

  /**
   * Returns the types that are asked for; null if no type is named, which asks for all. A name that
   * no event can have is left out, so the set may be empty, which asks for none.
   *
   * @throws Refusal with 400 if a value begins like a JSON array and is none of strings, or there
   *     are too many types
   */
  static @Nullable SortedSet<String> of(List<String> values) {
    List<String> names = new ArrayList<>();
    for (String value : values) {
      if (value.stripLeading().startsWith("[")) {
        names.addAll(array(value));
      } else {
        names.addAll(List.of(value.split(",", -1)));
      }
    }
    names.removeIf(String::isBlank);
    if (names.isEmpty()) {
      return null;
    }
    SortedSet<String> types = new TreeSet<>();
    for (String name : names) {
      if (WireLimits.isToken(name.strip())) {
        types.add(name.strip());
      }
    }
    if (types.size() > MAX_TYPES) {
      throw new Refusal(
          400, "event_types had " + types.size() + " types, allowed are at most " + MAX_TYPES);
    }
    return types;
  }

  private static List<String> array(String value) {
    byte[] object = ("{\"event_types\":" + value + "}").getBytes(StandardCharsets.UTF_8);
    try {
      return WireJson.read(
          object,
          parser -> {
            parser.nextToken();
            parser.nextToken();
            List<String> names = new ArrayList<>();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
              names.add(parser.getText());
            }
            if (parser.currentToken() != JsonToken.END_ARRAY
                || parser.nextToken() != JsonToken.END_OBJECT) {
              throw refused(value);
            }
            return names;
          });
    } catch (MalformedBodyException e) {
      throw refused(value);
    }
  }

  private static Refusal refused(String value) {
    return new Refusal(
        400,
        "event_types was "
            + Quoted.of(value)
            + ", allowed are one type for each time it comes, a comma list, and a JSON array of"
            + " strings");
  }
}
