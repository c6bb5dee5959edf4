package io.audittrail.collector.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.http.Refusal;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.collector.wire.WireTime;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the body of a query; a key whose value is null counts as absent. */
final class QueryRequestReader {
  private int limit = QueryRequest.DEFAULT_LIMIT;
  private @Nullable String continuation;
  private @Nullable String minimum;
  private @Nullable String maximum;

  private QueryRequestReader() {}

  /**
   * Reads a body.
   *
   * @throws Refusal with 400 if a value is not allowed
   * @throws io.audittrail.collector.wire.MalformedBodyException if the body is malformed as a whole
   */
  static QueryRequest read(byte[] body) {
    QueryRequestReader reader = new QueryRequestReader();
    WireJson.read(
        body,
        parser -> {
          reader.root(parser);
          return reader;
        });
    Window window =
        Window.of(
            time("filter.timestamp.minimum", reader.minimum),
            time("filter.timestamp.maximum", reader.maximum));
    return new QueryRequest(
        reader.limit, reader.continuation, reader.minimum, reader.maximum, window);
  }

  private void root(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (key) {
        case "limit" -> limit = limit(parser);
        case "continuation" -> continuation = string(parser, key);
        case "filter" -> filter(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void filter(JsonParser parser) throws IOException {
    requireObject(parser, "filter");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      if (!key.equals("timestamp")) {
        throw new Refusal(
            400, "filter had the unknown key " + Quoted.of(key) + ", allowed is timestamp");
      }
      timestamp(parser);
    }
  }

  private void timestamp(JsonParser parser) throws IOException {
    requireObject(parser, "filter.timestamp");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (key) {
        case "minimum" -> minimum = string(parser, "filter.timestamp.minimum");
        case "maximum" -> maximum = string(parser, "filter.timestamp.maximum");
        default ->
            throw new Refusal(
                400,
                "filter.timestamp had the unknown key "
                    + Quoted.of(key)
                    + ", allowed are minimum and maximum");
      }
    }
  }

  private static int limit(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw wrong(parser, "limit", "an integer of at least 1");
    }
    String digits = parser.getText();
    if (digits.startsWith("-") || digits.equals("0")) {
      throw wrong(parser, "limit", "an integer of at least 1");
    }
    boolean most = digits.length() > 9 || Integer.parseInt(digits) > QueryRequest.MAX_LIMIT;
    return most ? QueryRequest.MAX_LIMIT : Integer.parseInt(digits);
  }

  private static String string(JsonParser parser, String field) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(parser, field, "a string");
    }
    return parser.getText();
  }

  private static void requireObject(JsonParser parser, String field) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong(parser, field, "an object");
    }
  }

  private static Refusal wrong(JsonParser parser, String field, String allowed) throws IOException {
    return new Refusal(400, field + " was " + Quoted.value(parser) + ", allowed is " + allowed);
  }

  private static @Nullable WireTime time(String field, @Nullable String text) {
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
