package io.audittrail.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import io.audittrail.event.Resource;
import io.audittrail.wire.EventEncoder;
import io.audittrail.wire.IngestBody;
import io.audittrail.wire.Numbering;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read of a body must not depend on who reads it. */
final class PlainEventsTest {
  private static final String[] SAMPLES = {
    "\"",
    "\\",
    "\\n",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "0",
    "1",
    "-",
    "e",
    " ",
    "null",
    "\u0000",
    "é",
    "\"n\":1,",
    "\"producer\":\"q\",",
    "\"event_id\":\"x\",",
    "\"audit_events\":[],",
    "Z",
    "T",
    "."
  };

  private final TextCache texts = new TextCache();
  private final EventEncoder encoder = new EventEncoder(new Actor("nobody", "t-0"));

  @Test
  void read_ofABodyOfOurDelivery_needsNoOtherReader() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] body = body(random, false);

      assertThat(PlainEvents.read(body, texts, new ArrayList<>())).as(text(body)).isPositive();
      assertThat(outcome(body, true)).isEqualTo(outcome(body, false));
    }
  }

  @Test
  void read_ofAnyBody_readsWhatTheOtherReaderReads() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = changed(random, body(random, true));

      assertThat(outcome(body, true))
          .as("seed %s, %s", seed, text(body))
          .isEqualTo(outcome(body, false));
    }
  }

  private static byte[] changed(Random random, byte[] body) {
    String text = text(body);
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      int until = Math.min(text.length(), at + random.nextInt(3));
      String sample = SAMPLES[random.nextInt(SAMPLES.length)];
      text = text.substring(0, at) + sample + text.substring(until);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] body(Random random, boolean odd) {
    List<byte[]> records = new ArrayList<>();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      records.add(encoder.encode(event(random, odd)));
    }
    Numbering numbering = new Numbering("app@host/" + random.nextInt(3), 1, random.nextBoolean());
    return IngestBody.of(records, random.nextInt(4) == 0 ? null : numbering);
  }

  private static AuditEvent event(Random random, boolean odd) {
    AuditEventBuilder event =
        AuditEvent.of(DocumentedEventType.values()[random.nextInt(72)])
            .occurredAt(Instant.ofEpochSecond(random.nextInt(3), random.nextInt(1_000_000_000)))
            .actor(name(random), name(random));
    for (ResourceKind kind : ResourceKind.values()) {
      for (int n = random.nextInt(4); n > 1; n--) {
        event.resource(kind, name(random));
      }
    }
    for (int n = random.nextInt(4); n > 0; n--) {
      event.attribute(name(random), value(random, odd));
    }
    if (random.nextInt(4) == 0) {
      event.describe(Resource.user(name(random), "t-1", "name", "é@\"", "\\"));
    }
    return event.build();
  }

  private static String name(Random random) {
    return "n-" + "0123456789abcdef-".substring(random.nextInt(17)) + random.nextInt(20);
  }

  private static Object value(Random random, boolean odd) {
    return switch (random.nextInt(odd ? 8 : 4)) {
      case 0 -> name(random);
      case 1 -> random.nextInt(1_000);
      case 2 -> random.nextBoolean();
      case 3 -> "";
      case 4 -> random.nextDouble();
      case 5 -> List.of("a", 1);
      case 6 -> "\"\\\n\u0001";
      default -> "é€\uD83D\uDE00";
    };
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  /** Returns all that becomes of a body, as text. */
  private String outcome(byte[] body, boolean plainFirst) {
    try {
      IngestBodyReader.Contents contents =
          plainFirst ? IngestBodyReader.read(body, texts) : IngestBodyReader.readAny(body);
      List<Object> parts = new ArrayList<>();
      EventCheck check = new EventCheck(contents.tenantsOfUsers(), null);
      for (ReadEvent event : contents.events()) {
        try {
          parts.add(check.complete(event));
          parts.add(String.valueOf(event.number()));
        } catch (RejectedException e) {
          parts.add(event.index + ": " + e.getMessage());
        }
      }
      parts.add(contents.rejections());
      parts.add(contents.descriptions());
      parts.add(contents.rejectedResources());
      parts.add(contents.refusedNumbers());
      parts.add(contents.ends());
      return parts.toString();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }
}
