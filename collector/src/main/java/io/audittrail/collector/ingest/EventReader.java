package io.audittrail.collector.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.collector.wire.RawJson;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the events of one body; not safe for use by several threads. */
final class EventReader {
  private static final Map<String, ResourceKind> KINDS = new HashMap<>();

  static {
    for (ResourceKind kind : ResourceKind.values()) {
      KINDS.put(kind.key(), kind);
    }
  }

  private static final Set<String> BASE =
      Set.of(
          "event_id",
          "event_type",
          "occurred_at",
          "timestamp",
          "actor_user_id",
          "actor_tenant_id",
          "producer",
          "producer_sequence");

  private final JsonParser parser;
  private final RawJson attributes;
  private @Nullable RejectedException firstTrouble;
  private long producerBytes;

  EventReader(JsonParser parser, byte[] body) {
    this.parser = parser;
    this.attributes = new RawJson(body);
  }

  /** Returns whether a key is no attribute's, or is one that says the producer's number. */
  static boolean hasMeaning(String key) {
    return BASE.contains(key) || KINDS.containsKey(key);
  }

  /**
   * Reads the event at which the parser is, and moves it to the event's end whether the event is
   * good or not.
   *
   * @return why the event is rejected; null if nothing is wrong so far
   */
  @Nullable String read(ReadEvent event) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      String message = Fields.wrongType(parser, "event", "an object").getMessage();
      parser.skipChildren();
      return message;
    }
    attributes.clear();
    firstTrouble = null;
    producerBytes = 0;
    long begin = parser.currentTokenLocation().getByteOffset();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      member(event);
    }
    long bytes = parser.currentLocation().getByteOffset() - begin - producerBytes;
    event.attributes(attributes.members());
    if (bytes > WireLimits.MAX_EVENT_BYTES) {
      return "event had " + bytes + " bytes, allowed are at most " + WireLimits.MAX_EVENT_BYTES;
    }
    return firstTrouble == null ? null : firstTrouble.getMessage();
  }

  private void member(ReadEvent event) throws IOException {
    String key = parser.currentName();
    long nameBegin = parser.currentTokenLocation().getByteOffset();
    parser.nextToken();
    try {
      ResourceKind kind = KINDS.get(key);
      if (kind != null) {
        ids(event, kind);
      } else if (!base(event, key)) {
        producer(event, key);
        attribute(key, nameBegin);
        if (isProducer(key)) {
          // Added to an event that had its size already.
          producerBytes += parser.currentLocation().getByteOffset() - nameBegin + ",".length();
        }
      }
    } catch (RejectedException e) {
      firstTrouble = firstTrouble == null ? e : firstTrouble;
      parser.skipChildren();
      leaveArray();
    }
  }

  /** An id list is left in its middle when one of its elements is wrong. */
  private void leaveArray() throws IOException {
    while (!parser.getParsingContext().inObject()) {
      parser.nextToken();
      parser.skipChildren();
    }
  }

  private boolean base(ReadEvent event, String key) throws IOException, RejectedException {
    switch (key) {
      case "event_id" -> event.id = token(key);
      case "event_type" -> event.type = token(key);
      case "occurred_at" -> event.occurredAt = Fields.string(parser, key);
      case "timestamp" -> timestamp(event);
      case "actor_user_id" -> event.actorUser = Fields.id(parser, key);
      case "actor_tenant_id" -> event.actorTenant = Fields.id(parser, key);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Wrong types count only if {@code occurred_at}, which wins, is missing. */
  private void timestamp(ReadEvent event) throws IOException {
    try {
      event.timestamp = Fields.string(parser, "timestamp");
    } catch (RejectedException e) {
      event.timestampTrouble = e;
      parser.skipChildren();
    }
  }

  private @Nullable String token(String key) throws IOException, RejectedException {
    String value = Fields.string(parser, key);
    if (value != null && !WireLimits.isToken(value)) {
      throw new RejectedException(
          key + " was " + Quoted.of(value) + ", allowed is [A-Za-z0-9_.-]{1,64}");
    }
    return value;
  }

  private void ids(ReadEvent event, ResourceKind kind) throws IOException, RejectedException {
    if (kind.isSingle()) {
      String id = Fields.id(parser, kind.key());
      if (id != null) {
        event.ids.put(kind, List.of(id));
      }
      return;
    }
    List<String> ids = Fields.ids(parser, kind.key());
    if (ids != null) {
      event.ids.put(kind, ids);
    }
  }

  /** The keys of the producer stay among the attributes; a null is as if they were not there. */
  private void producer(ReadEvent event, String key) throws IOException, RejectedException {
    JsonToken token = parser.currentToken();
    if (key.equals("producer") && token != JsonToken.VALUE_NULL) {
      if (token != JsonToken.VALUE_STRING) {
        throw Fields.wrongType(parser, key, "a string");
      }
      event.producer = parser.getText();
    } else if (key.equals("producer_sequence") && token != JsonToken.VALUE_NULL) {
      if (token != JsonToken.VALUE_NUMBER_INT) {
        throw Fields.wrongType(parser, key, "an integer");
      }
      boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      event.producerSequence = fits ? parser.getLongValue() : 0;
    }
  }

  private static boolean isProducer(String key) {
    return key.equals("producer") || key.equals("producer_sequence");
  }

  private void attribute(String key, long nameBegin) throws IOException, RejectedException {
    if (isProducer(key) && parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (key.isEmpty() || key.length() > WireLimits.MAX_KEY_LENGTH) {
      throw new RejectedException(
          "a key had "
              + key.length()
              + " characters, allowed are 1 to "
              + WireLimits.MAX_KEY_LENGTH);
    }
    if (!attributes.add(parser, nameBegin, WireLimits.MAX_ATTRIBUTE_DEPTH)) {
      throw new RejectedException(
          Quoted.of(key) + " was nested deeper than " + WireLimits.MAX_ATTRIBUTE_DEPTH + " levels");
    }
  }
}
