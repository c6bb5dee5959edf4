package io.audittrail.collector.application;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.wire.RawJson;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event that contract B shows, as texts: a string is its own text, any other
 * value the JSON text of it as it came, and a null none.
 */
final class EventDetails {
  private @Nullable String message;
  private @Nullable String data;

  private EventDetails() {}

  /**
   * Reads attributes.
   *
   * @param members members of a JSON object without its braces
   */
  static EventDetails of(String members) {
    EventDetails details = new EventDetails();
    if (members.isEmpty()) {
      return details;
    }
    byte[] object = ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
    return WireJson.read(
        object,
        parser -> {
          details.read(parser, object);
          return details;
        });
  }

  @Nullable String message() {
    return message;
  }

  @Nullable String data() {
    return data;
  }

  private void read(JsonParser parser, byte[] object) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "message" -> message = text(parser, object);
        case "event_data" -> data = text(parser, object);
        default -> parser.skipChildren();
      }
    }
  }

  private static @Nullable String text(JsonParser parser, byte[] object) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    RawJson raw = new RawJson(object);
    raw.add(parser, parser.currentTokenLocation().getByteOffset(), WireJson.MAX_DEPTH);
    return raw.members();
  }
}
