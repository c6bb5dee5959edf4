package io.audittrail.delivery.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.delivery.send.Acknowledgement.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of a collector's answers (contract A). */
final class AcknowledgementReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_MESSAGE_LENGTH = 500;

  private AcknowledgementReader() {}

  /**
   * Reads the answer to a batch.
   *
   * @param events how many events the batch had
   * @throws IOException if it is no acknowledgement, or does not add up to that number
   */
  static Acknowledgement read(byte[] body, int events) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      Answer answer = new Answer();
      answer.read(parser);
      return answer.acknowledgement(events);
    }
  }

  /** Returns the message of an answer of status "error"; null if the body is no such answer. */
  static @Nullable String errorMessage(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      Answer answer = new Answer();
      answer.read(parser);
      return "error".equals(answer.status) ? shorten(answer.message) : null;
    } catch (IOException notOurs) {
      return null;
    }
  }

  static String shorten(String message) {
    return message.length() <= MAX_MESSAGE_LENGTH
        ? message
        : message.substring(0, MAX_MESSAGE_LENGTH) + "…";
  }

  /** What an answer says, before anybody has checked it. */
  private static final class Answer {
    private String status = "";
    private String message = "";
    private int stored = -1;
    private int duplicates = -1;
    private @Nullable List<Rejection> rejected;

    private void read(JsonParser parser) throws IOException {
      require(parser.nextToken() == JsonToken.START_OBJECT, "the answer is no object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "status" -> status = text(parser);
          case "message" -> message = text(parser);
          case "stored" -> stored = count(parser);
          case "duplicates" -> duplicates = count(parser);
          case "rejected" -> {
            require(value == JsonToken.START_ARRAY, "rejected is no array");
            rejected = rejections(parser);
          }
          default -> parser.skipChildren();
        }
      }
      require(parser.nextToken() == null, "something follows the answer");
    }

    private static List<Rejection> rejections(JsonParser parser) throws IOException {
      List<Rejection> rejections = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        require(parser.currentToken() == JsonToken.START_OBJECT, "a rejection is no object");
        rejections.add(rejection(parser));
      }
      return rejections;
    }

    private static Rejection rejection(JsonParser parser) throws IOException {
      int index = -1;
      String id = "";
      String message = "";
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "index" -> index = count(parser);
          case "event_id" -> id = text(parser);
          case "message" -> message = text(parser);
          default -> parser.skipChildren();
        }
      }
      return new Rejection(index, shorten("event " + id + ": " + message));
    }

    private Acknowledgement acknowledgement(int events) throws IOException {
      require(status.equals("ok"), "its status is not \"ok\"");
      require(stored >= 0 && duplicates >= 0, "stored or duplicates is missing");
      List<Rejection> rejections = rejected;
      if (rejections == null) {
        throw new IOException("rejected is missing");
      }
      BitSet indices = new BitSet(events);
      for (Rejection rejection : rejections) {
        int index = rejection.index();
        require(index >= 0 && index < events && !indices.get(index), "an index is wrong");
        indices.set(index);
      }
      require(
          (long) stored + duplicates + rejections.size() == events,
          "stored, duplicates and rejected do not add up to " + events);
      return new Acknowledgement(stored, duplicates, rejections);
    }

    private static String text(JsonParser parser) throws IOException {
      String text = parser.getValueAsString("");
      parser.skipChildren();
      return text;
    }

    private static int count(JsonParser parser) throws IOException {
      require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, "a number is missing");
      return parser.getIntValue();
    }

    private static void require(boolean holds, String otherwise) throws IOException {
      if (!holds) {
        throw new IOException(otherwise);
      }
    }
  }
}
