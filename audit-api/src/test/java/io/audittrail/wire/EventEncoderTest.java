package io.audittrail.wire;

import static io.audittrail.catalogue.DocumentedEventType.LOGIN_SUCCESS;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import io.audittrail.event.Resource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EventEncoderTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final EventEncoder encoder = new EventEncoder(new Actor("nobody", "nowhere"));

  @RepeatedTest(10)
  void record_readByAnotherParser_isWhatTheEventHolds(RepetitionInfo run) throws IOException {
    RandomEvents events = new RandomEvents(run.getCurrentRepetition());
    for (int i = 0; i < 100; i++) {
      AuditEvent event = events.next();
      byte[] body = IngestBody.of(List.of(encoder.encode(event)));
      Map<?, ?> read = JSON.readValue(body, Map.class);

      assertThat(((List<?>) read.get("audit_events")).get(0)).isEqualTo(expected(event));
      assertThat(entries(read)).isEqualTo(expectedEntries(event));
    }
  }

  /** The encoder looks at eight characters at once, and at the rest one by one. */
  @Test
  void string_withAnyCharacterAtAnyPlace_isReadByAnotherParserAsItWas() throws IOException {
    for (char c = 0; c < 0x180; c++) {
      for (int at = 0; at < 19; at++) {
        String text = "x".repeat(at) + c + "x".repeat(18 - at);
        AuditEvent event = AuditEvent.of(LOGIN_SUCCESS).actor(text).build();

        Map<?, ?> read = JSON.readValue(IngestBody.eventOf(encoder.encode(event)), Map.class);

        assertThat(read.get("actor_user_id")).isEqualTo(text);
      }
    }
  }

  @Test
  void record_isUtf8() throws IOException {
    AuditEvent event = AuditEvent.of(LOGIN_SUCCESS).attribute("a", "aé€😀\ud83d").build();

    assertThat(IngestBody.eventOf(encoder.encode(event))).endsWith("\"a\":\"aé€😀\ufffd\"}");
  }

  @Test
  void actor_whomNobodyNamed_isTheFallbackPartByPart() throws IOException {
    assertThat(read(encoder, AuditEvent.of(LOGIN_SUCCESS)))
        .containsEntry("actor_user_id", "nobody")
        .containsEntry("actor_tenant_id", "nowhere");
    assertThat(read(encoder, AuditEvent.of(LOGIN_SUCCESS).actor("jo")))
        .containsEntry("actor_user_id", "jo")
        .containsEntry("actor_tenant_id", "nowhere");
    assertThat(read(encoder, AuditEvent.of(LOGIN_SUCCESS).actor("jo", "acme")))
        .containsEntry("actor_user_id", "jo")
        .containsEntry("actor_tenant_id", "acme");
  }

  @Test
  void actor_withoutATenant_leavesTheTenantToTheCollector() throws IOException {
    EventEncoder withoutTenant = new EventEncoder(EventEncoder.UNKNOWN_ACTOR);

    assertThat(read(withoutTenant, AuditEvent.of(LOGIN_SUCCESS)))
        .containsEntry("actor_user_id", "unknown")
        .doesNotContainKey("actor_tenant_id");
  }

  @Test
  void descriptions_withPartsThatNobodyKnows_haveEveryKeyAllTheSame() throws IOException {
    AuditEvent event =
        AuditEvent.of(TRIGGER_CREATE)
            .resource(Resource.user("u", null, null, null, null))
            .resource(Resource.tenant("t", null))
            .resource(Resource.project("p", null, null))
            .resource(Resource.stream("s", null, null, null))
            .build();
    JsonNode body = JSON.readTree(event.toString());

    assertThat(body.get("users").get(0))
        .isEqualTo(
            JSON.readTree(
                "{\"id\":\"u\",\"tenant_id\":\"\",\"username\":\"u\",\"email\":\"\",\"display_name\":\"u\"}"));
    assertThat(body.get("tenants").get(0))
        .isEqualTo(JSON.readTree("{\"id\":\"t\",\"name\":\"t\"}"));
    assertThat(body.get("projects").get(0))
        .isEqualTo(JSON.readTree("{\"id\":\"p\",\"tenant_id\":\"\",\"name\":\"p\"}"));
    assertThat(body.get("triggers").get(0))
        .isEqualTo(
            JSON.readTree("{\"id\":\"s\",\"dataset_id\":\"\",\"name\":\"s\",\"title\":\"s\"}"));
  }

  @Test
  void event_atTheLimit_isEncoded_andOneByteMoreIsRefused() {
    int others = encoder.encode(sized(1)).length - Integer.BYTES - 1;
    int room = WireLimits.MAX_EVENT_BYTES - others;

    byte[] record = encoder.encode(sized(room));
    assertThat(record).hasSize(WireLimits.MAX_EVENT_BYTES + Integer.BYTES);
    AuditEvent tooLarge = sized(room + 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(tooLarge))
        .withMessage("event " + tooLarge.id() + " had 262145 bytes, allowed are at most 262144");
    assertThat(encoder.encode(sized(room))).as("the encoder goes on").hasSize(record.length);
  }

  @Test
  void record_overTheLimit_isRefused() {
    AuditEventBuilder builder = AuditEvent.of(LOGIN_SUCCESS);
    for (int i = 0; i < 50; i++) {
      builder.describe(Resource.dataset("d" + i, "é".repeat(4_096), "é".repeat(4_096), "p"));
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(builder.build()))
        .withMessageMatching(
            "event with its descriptions [0-9a-f]{32} had \\d+ bytes, allowed are at most 524288");
  }

  @Test
  void text_ofAnEventOverTheLimit_isItsTextAllTheSame() {
    AuditEvent event =
        AuditEvent.of(LOGIN_SUCCESS).attribute("a", "\u0001".repeat(100_000)).build();

    assertThat(event.toString()).hasSizeGreaterThan(600_000).contains(event.id());
  }

  @Test
  void encode_afterALargeEvent_makesTheSameAsBefore() {
    AuditEvent small = AuditEvent.of(LOGIN_SUCCESS).actor("jo").build();
    byte[] before = encoder.encode(small);
    encoder.encode(sized(200_000));

    assertThat(encoder.encode(small)).isEqualTo(before);
  }

  private static AuditEvent sized(int characters) {
    return AuditEvent.of(LOGIN_SUCCESS)
        .attribute("a", "x".repeat(characters / 2))
        .attribute("b", "x".repeat(characters - characters / 2))
        .build();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> read(EventEncoder encoder, AuditEventBuilder builder)
      throws IOException {
    return JSON.readValue(IngestBody.eventOf(encoder.encode(builder.build())), Map.class);
  }

  private static Map<String, Object> expected(AuditEvent event) {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("event_id", event.id());
    expected.put("event_type", event.type().wireName());
    expected.put("occurred_at", TimeTextTest.textOf(event.occurredAt()));
    expected.put("actor_user_id", utf8(event.actorUser() == null ? "nobody" : event.actorUser()));
    expected.put(
        "actor_tenant_id", utf8(event.actorTenant() == null ? "nowhere" : event.actorTenant()));
    for (ResourceKind kind : ResourceKind.values()) {
      List<String> ids = event.ids(kind);
      if (!ids.isEmpty()) {
        expected.put(kind.key(), kind.isSingle() ? utf8(ids.get(0)) : json(ids));
      }
    }
    event.attributes().forEach((key, value) -> expected.put(utf8(key), json(value)));
    return expected;
  }

  /** What a JSON parser that keeps every digit makes of a value. */
  private static Object json(Object value) {
    if (value instanceof List<?> list) {
      List<Object> read = new ArrayList<>();
      list.forEach(element -> read.add(json(element)));
      return read;
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> read = new LinkedHashMap<>();
      map.forEach((key, element) -> read.put(utf8((String) key), json(element)));
      return read;
    } else if (value instanceof String text) {
      return utf8(text);
    } else if (value instanceof Number) {
      BigDecimal number = new BigDecimal(value.toString());
      boolean integer = value.toString().matches("-?\\d+");
      return integer ? number.toBigIntegerExact() : number;
    }
    return value;
  }

  /** Halves of surrogate pairs become U+FFFD, everything else stays. */
  private static String utf8(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Map<String, List<Object>> expectedEntries(AuditEvent event) {
    Map<String, List<Object>> tables = new LinkedHashMap<>();
    for (Resource resource : event.descriptions()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      ResourceKind kind = resource.kind();
      String name = resource.name() == null ? resource.id() : resource.name();
      entry.put("id", resource.id());
      kind.parentKey().ifPresent(key -> entry.put(key, orEmpty(resource.parentId())));
      if (kind == ResourceKind.USER) {
        entry.put("username", name);
        entry.put("email", orEmpty(resource.email()));
        entry.put("display_name", resource.title() == null ? name : resource.title());
      } else {
        entry.put("name", name);
        if (kind != ResourceKind.TENANT && kind != ResourceKind.PROJECT) {
          entry.put("title", resource.title() == null ? name : resource.title());
        }
      }
      entry.replaceAll((key, value) -> utf8((String) value));
      tables.computeIfAbsent(kind.table().orElseThrow(), table -> new ArrayList<>()).add(entry);
    }
    return tables;
  }

  private static Map<String, List<Object>> entries(Map<?, ?> body) {
    Map<String, List<Object>> tables = new LinkedHashMap<>();
    for (ResourceKind kind : ResourceKind.described()) {
      String table = kind.table().orElseThrow();
      if (body.get(table) instanceof List<?> list) {
        tables.put(table, new ArrayList<>(list));
      }
    }
    return tables;
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }
}
