package io.audittrail.collector.store.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Compares JSON by what it says: the order of an object's keys and the spelling of numbers and
 * strings make no difference.
 */
final class JsonMeaning {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(WireLimits.MAX_EVENT_BYTES)
                          .maxStringLength(WireLimits.MAX_EVENT_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonMeaning() {}

  /**
   * Returns a value.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  static JsonNode value(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an attribute's value was no JSON", e);
    }
  }

  /** Returns the object that has the given members, or null if they are no JSON. */
  static @Nullable JsonNode object(String members) {
    try {
      return MAPPER.readTree('{' + members + '}');
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Returns a parser of the object that has the given members. */
  static JsonParser parser(String members) throws IOException {
    return MAPPER.createParser('{' + members + '}');
  }

  static boolean isSame(JsonNode one, JsonNode other) {
    return one.equals(JsonMeaning::compare, other);
  }

  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }
}
