package io.audittrail.collector.cli.auditor;

import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.wire.MalformedBodyException;
import io.audittrail.collector.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code KEY=VALUE}, where the value is JSON or, if it is none, a string. */
final class AttributeValues {
  private AttributeValues() {}

  /** Returns the values as JSON, by their keys. */
  static Map<String, String> of(List<String> pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--attribute was \"" + pair + "\", allowed is KEY=VALUE");
      }
      String key = pair.substring(0, equals);
      String json = json(pair.substring(equals + 1));
      String before = values.put(key, json);
      if (before != null && !before.equals(json)) {
        throw new IllegalArgumentException(
            "--attribute named \"" + key + "\" twice, and an attribute has one value");
      }
    }
    return values;
  }

  private static String json(String value) {
    byte[] member = ("{\"v\":" + value + "}").getBytes(StandardCharsets.UTF_8);
    try {
      boolean single =
          WireJson.read(
              member,
              parser -> {
                parser.nextToken();
                parser.nextToken();
                parser.skipChildren();
                return parser.nextToken() == JsonToken.END_OBJECT;
              });
      if (single) {
        return value;
      }
    } catch (MalformedBodyException e) {
      // What is no JSON is a string.
    }
    byte[] object =
        WireJson.write(
            json -> {
              json.writeStartObject();
              WireJson.writeText(json, "v", value);
              json.writeEndObject();
            });
    String text = new String(object, StandardCharsets.UTF_8);
    return text.substring("{\"v\":".length(), text.length() - 1);
  }
}
