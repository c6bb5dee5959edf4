package io.audittrail.wire;

import static io.audittrail.catalogue.DocumentedEventType.APPLICATION_REPLAY;
import static io.audittrail.catalogue.DocumentedEventType.AUTHENTICATION_FAILED_PASSWORD;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_UPDATE;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.EventType;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import io.audittrail.event.Resource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The golden files that the writer makes, each with the events that it is made of. */
enum GoldenFile {
  STANDARD_EVENT(
      event(TRIGGER_CREATE, 1, "2021-06-10T16:32:52.871023Z")
          .actor("e2148a6625225593", "acme")
          .stream("7d3c1f0a9b8e4d52")
          .dataset("1f2e3d4c5b6a7988", "orders", "Customer orders", "0a1b2c3d4e5f6071")),

  EVERY_PART(
      event(EventType.of("own.type-1"), 2, "2026-01-01T00:00:00Z")
          .actor("u-17", "acme")
          .user("u-18", "jo", "jo@example.com", "Jo Doe", "acme")
          .user("u-19")
          .tenant("acme", "Acme Ltd")
          .project("p-1", "mail", "acme")
          .dataset("d-1", "orders", "Customer orders", "p-1")
          .dataset("d-2")
          .source("s-1", "inbox", "Inbox", "p-1")
          .stream("t-1", "escalations", "Escalations", "d-1")
          .application("a-1")
          .describe(Resource.user("u-17", "acme", null, null, null))
          .describe(Resource.dataset("d-3", "archive", null, null))
          .message("everything that an event can say")
          .attribute("null", null)
          .attribute("true", true)
          .attribute("false", false)
          .attribute("integer", 42)
          .attribute("long", Long.MIN_VALUE)
          .attribute("big_integer", new BigInteger("123456789012345678901234567890"))
          .attribute("double", 0.1)
          .attribute("small_double", 4.9E-324)
          .attribute("float", 1.5f)
          .attribute("big_decimal", new BigDecimal("1234567890.0123456789"))
          .attribute("exponent", new BigDecimal("1E+400"))
          .attribute("list", Arrays.asList("a", 1, null, List.of()))
          .attribute("object", object())),

  STRANGE_UNICODE(
      event(TRIGGER_UPDATE, 3, "2024-02-29T23:59:59.999999Z").actor("zoë", "škoda").stream(
              "поток", "名前", "عنوان", "d/\"1\"\\")
          .attribute("two_bytes", "\u0080é߿")
          .attribute("three_bytes", "ࠀ€\u2028\u2029\ufeff\uffff")
          .attribute("four_bytes", "😀𐀀\udbff\udfff")
          .attribute("controls", "\u0000\u0001\b\t\n\u000b\f\r\u001f\u007f")
          .attribute("half_pairs", "a\ud83db\ude00c\ud83d")
          .attribute("key with \"quotes\", 🔑 and \n", "</script>")),

  FAILED_LOGIN(
      event(AUTHENTICATION_FAILED_PASSWORD, 4, "1970-01-01T00:00:00.000001Z")
          .actor("nobody@example.com")
          .attribute("client_address", "192.0.2.7")),

  APPLICATION_EVENT(
      event(APPLICATION_REPLAY, 5, "2018-01-02T22:39:57.486502Z")
          .actor("u-17", "acme")
          .application("di71rG94")
          .message("Replay of 10 media started")
          .eventData(Map.of("replayed", 10))),

  SEVERAL_EVENTS(
      event(TRIGGER_CREATE, 6, "2026-03-01T10:00:00Z").actor("u-17", "acme").stream(
              "t-1", "escalations", "Escalations", "d-1")
          .dataset("d-1", "orders", "Customer orders", "p-1"),
      event(TRIGGER_UPDATE, 7, "2026-03-01T10:00:00.000001Z").actor("u-17", "acme").stream(
          "t-1", "escalations", "Escalations", "d-1"),
      event(DocumentedEventType.GET_DATASET, 8, "9999-12-31T23:59:59.499999Z")
          .actor("u-18", "acme")
          .dataset("d-1", "orders", "Customer orders", "p-1"));

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of immutable events
  private final List<AuditEvent> events;

  GoldenFile(AuditEventBuilder... events) {
    this.events = Arrays.stream(events).map(AuditEventBuilder::build).toList();
  }

  String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
  }

  List<AuditEvent> events() {
    return events;
  }

  /** What the writer makes of the events now. */
  byte[] body() {
    EventEncoder encoder = new EventEncoder(EventEncoder.UNKNOWN_ACTOR);
    return IngestBody.of(events.stream().map(encoder::encode).toList());
  }

  private static AuditEventBuilder event(EventType type, int number, String time) {
    return AuditEvent.of(type)
        .id("0179f6c1f00070008000%012d".formatted(number))
        .occurredAt(Instant.parse(time));
  }

  private static Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("", "an empty key");
    object.put("event_id", "a key that is only taken one level up");
    object.put("nested", Map.of("deeper", List.of(Map.of(), List.of(true))));
    return object;
  }
}
