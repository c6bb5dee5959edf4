package io.audittrail.collector.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values of one type and says what was there instead. */
final class Fields {
  private Fields() {}

  /** Returns the string at which the parser is; null for a null. */
  static @Nullable String string(JsonParser parser, String field)
      throws IOException, RejectedException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_STRING) {
      throw wrongType(parser, field, "a string");
    }
    String value = parser.getText();
    if (hasHalfPair(value)) {
      throw new RejectedException(
          field + " was " + Quoted.of(value) + ", which has half of a surrogate pair");
    }
    return value;
  }

  /** Returns the id at which the parser is, 1 to 512 characters; null for a null. */
  static @Nullable String id(JsonParser parser, String field)
      throws IOException, RejectedException {
    String value = string(parser, field);
    return value == null ? null : requireId(field, value);
  }

  /** Returns the ids at which the parser is; null for a null. */
  static @Nullable List<String> ids(JsonParser parser, String field)
      throws IOException, RejectedException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType(parser, field, "an array of strings");
    }
    List<String> ids = new ArrayList<>(2);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String element = field + "[" + ids.size() + "]";
      String id = string(parser, element);
      if (id == null) {
        throw wrongType(parser, element, "a string");
      }
      if (ids.size() == WireLimits.MAX_IDS_PER_KIND) {
        throw new RejectedException(
            field + " had more ids than allowed, which are " + WireLimits.MAX_IDS_PER_KIND);
      }
      ids.add(requireId(element, id));
    }
    return ids;
  }

  static RejectedException wrongType(JsonParser parser, String field, String allowed)
      throws IOException {
    return new RejectedException(
        field + " was " + Quoted.value(parser) + ", allowed is " + allowed);
  }

  private static String requireId(String field, String value) throws RejectedException {
    try {
      return WireLimits.requireId(field, value);
    } catch (IllegalArgumentException e) {
      throw new RejectedException(String.valueOf(e.getMessage()));
    }
  }

  static boolean hasHalfPair(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == value.length()
            || !Character.isLowSurrogate(value.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
