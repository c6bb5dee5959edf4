package io.audittrail.delivery.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.wire.IngestBody;
import java.io.IOException;

/** Names the event in a record, for people to read. */
final class EventName {
  private static final JsonFactory JSON = new JsonFactory();

  private EventName() {}

  static String of(byte[] record) {
    try (JsonParser parser = JSON.createParser(IngestBody.eventOf(record))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean id = parser.currentName().equals("event_id");
        parser.nextToken();
        if (id) {
          return "event " + parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // that may well be why it is refused
    }
    return "a record of " + record.length + " bytes";
  }
}
