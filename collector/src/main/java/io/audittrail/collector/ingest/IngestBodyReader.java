package io.audittrail.collector.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.store.producer.ProducerNumber;
import io.audittrail.collector.wire.MalformedBodyException;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.event.Resource;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the body of an ingest request into what is good and what is not. */
final class IngestBodyReader {
  /** The most descriptions that an answer says were left out. */
  private static final int MAX_REPORTED = 1_000;

  /** The most entries that the tables of a body have together. */
  private static final int MAX_DESCRIPTIONS = 100_000;

  private static final Map<String, ResourceKind> TABLES = new HashMap<>();

  static {
    for (ResourceKind kind : ResourceKind.described()) {
      kind.table().ifPresent(table -> TABLES.put(table, kind));
    }
  }

  private static final String PRODUCERS = "producers";

  private final List<ReadEvent> events = new ArrayList<>();
  private final List<ProducerNumber> refusedNumbers = new ArrayList<>();
  private final List<ProducerNumber> ends = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<Resource> descriptions = new ArrayList<>();
  private final List<RejectedResource> rejectedResources = new ArrayList<>();

  /** The tenant of each user that the body describes. */
  private final Map<String, String> tenantsOfUsers = new HashMap<>();

  private int entries;

  private IngestBodyReader() {}

  /**
   * What was read of a body.
   *
   * @param refusedNumbers the numbers of the rejected events that have one
   * @param ends the last numbers of producers that have ended
   */
  record Contents(
      List<ReadEvent> events,
      List<Rejection> rejections,
      List<Resource> descriptions,
      List<RejectedResource> rejectedResources,
      Map<String, String> tenantsOfUsers,
      List<ProducerNumber> refusedNumbers,
      List<ProducerNumber> ends) {}

  /**
   * Reads a body.
   *
   * @param texts gives texts that come again and again
   * @throws io.audittrail.collector.wire.MalformedBodyException if the body is malformed as a whole
   * @throws Refusal with 413 if it has too many events
   */
  static Contents read(byte[] body, TextCache texts) {
    IngestBodyReader plain = new IngestBodyReader();
    if (plain.readPlain(body, texts)) {
      return plain.contents();
    }
    return readAny(body);
  }

  /** Reads a body whatever its form. */
  static Contents readAny(byte[] body) {
    IngestBodyReader reader = new IngestBodyReader();
    return WireJson.read(
        body,
        parser -> {
          if (!reader.members(parser, body)) {
            throw WireJson.malformed(parser, "audit_events was missing, required is an array");
          }
          return reader.contents();
        });
  }

  /**
   * Reads a body of the form in which our own delivery writes it; of what follows the events, any.
   *
   * @return false if it has another form or is malformed
   */
  private boolean readPlain(byte[] body, TextCache texts) {
    int end = PlainEvents.read(body, texts, events);
    if (end < 0 || end == body.length) {
      return false;
    }
    if (body[end] == '}' && end == body.length - 1) {
      return true;
    }
    if (body[end] != ',') {
      return false;
    }
    byte[] rest = Arrays.copyOfRange(body, end, body.length);
    rest[0] = '{';
    try {
      return !WireJson.read(rest, parser -> members(parser, rest));
    } catch (MalformedBodyException e) {
      return false;
    }
  }

  private Contents contents() {
    return new Contents(
        events, rejections, descriptions, rejectedResources, tenantsOfUsers, refusedNumbers, ends);
  }

  /** Reads the members of a body; returns whether the events were among them. */
  private boolean members(JsonParser parser, byte[] body) throws IOException {
    boolean found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      ResourceKind kind = TABLES.get(key);
      if (key.equals("audit_events")) {
        requireArray(parser, key);
        events(parser, body);
        found = true;
      } else if (kind != null && value != JsonToken.VALUE_NULL) {
        requireArray(parser, key);
        table(parser, key, () -> description(parser, kind));
      } else if (key.equals(PRODUCERS) && value != JsonToken.VALUE_NULL) {
        requireArray(parser, key);
        table(parser, key, () -> ends.add(ProducerEndReader.read(parser)));
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }

  private static void requireArray(JsonParser parser, String key) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw WireJson.malformed(parser, key + " was no array");
    }
  }

  private void events(JsonParser parser, byte[] body) throws IOException {
    EventReader reader = new EventReader(parser, body);
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      if (index == WireLimits.MAX_EVENTS_PER_BODY) {
        throw new Refusal(
            413, "audit_events had more than " + WireLimits.MAX_EVENTS_PER_BODY + " events");
      }
      ReadEvent event = new ReadEvent(index);
      String trouble = reader.read(event);
      if (trouble == null) {
        events.add(event);
      } else {
        rejections.add(new Rejection(index, event.id, trouble));
        ProducerNumber number = event.number();
        if (number != null) {
          refusedNumbers.add(number);
        }
      }
    }
  }

  /** Reads an entry of a table. */
  private interface EntryReader {
    void read() throws IOException, RejectedException;
  }

  private void table(JsonParser parser, String table, EntryReader reader) throws IOException {
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      if (++entries > MAX_DESCRIPTIONS) {
        throw new Refusal(413, "the tables had more than " + MAX_DESCRIPTIONS + " entries");
      }
      try {
        reader.read();
      } catch (RejectedException e) {
        if (rejectedResources.size() < MAX_REPORTED) {
          rejectedResources.add(new RejectedResource(table, index, String.valueOf(e.getMessage())));
        }
      }
    }
  }

  private void description(JsonParser parser, ResourceKind kind)
      throws IOException, RejectedException {
    Resource resource = DescriptionReader.read(parser, kind);
    descriptions.add(resource);
    String tenant = resource.parentId();
    if (kind == ResourceKind.USER && tenant != null) {
      tenantsOfUsers.put(resource.id(), tenant);
    }
  }
}
