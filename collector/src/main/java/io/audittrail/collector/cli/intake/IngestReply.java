package io.audittrail.collector.cli.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.client.CallFailedException;
import io.audittrail.collector.wire.MalformedBodyException;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a collector said to a batch.
 *
 * @param stored how many events it stored
 * @param duplicates how many it had already
 * @param rejected those that it did not take
 * @param rejectedResources the messages about descriptions that it did not take
 */
record IngestReply(
    long stored, long duplicates, List<Rejected> rejected, List<String> rejectedResources) {

  /** An event, by its index in the batch, or a description. */
  record Rejected(int index, String eventId, String message) {}

  static IngestReply read(byte[] json) throws CallFailedException {
    try {
      return WireJson.read(json, IngestReply::read);
    } catch (MalformedBodyException e) {
      throw CallFailedException.refused("the answer to the batch was none: " + e.getMessage());
    }
  }

  private static IngestReply read(JsonParser parser) throws IOException {
    long stored = 0;
    long duplicates = 0;
    List<Rejected> rejected = new ArrayList<>();
    List<String> resources = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "stored" -> stored = parser.getLongValue();
        case "duplicates" -> duplicates = parser.getLongValue();
        case "rejected" -> all(parser, rejected);
        case "rejected_resources" -> {
          List<Rejected> some = new ArrayList<>();
          all(parser, some);
          some.forEach(one -> resources.add(one.message()));
        }
        default -> parser.skipChildren();
      }
    }
    return new IngestReply(stored, duplicates, rejected, resources);
  }

  private static void all(JsonParser parser, List<Rejected> into) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      int index = 0;
      String eventId = "";
      String message = "";
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        switch (key) {
          case "index" -> index = parser.getIntValue();
          case "event_id" -> eventId = parser.getValueAsString("");
          case "message" -> message = parser.getValueAsString("");
          default -> parser.skipChildren();
        }
      }
      into.add(new Rejected(index, eventId, message));
    }
  }
}
