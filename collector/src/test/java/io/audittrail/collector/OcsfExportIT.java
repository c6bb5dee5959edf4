package io.audittrail.collector;

import static io.audittrail.collector.Exports.BEFORE_2024;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.Outcome;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as OCSF, held against what version 1.7.0 of its schema requires of each class. */
class OcsfExportIT {
  private static final List<String> REQUIRED_OF_ALL =
      List.of(
          "activity_id",
          "category_uid",
          "class_uid",
          "metadata",
          "severity_id",
          "time",
          "type_uid");
  private static final Map<Integer, List<String>> REQUIRED =
      Map.of(
          3001, List.of("user"),
          3002, List.of("user", "service"),
          3004, List.of("entity"),
          6003, List.of("actor", "api", "src_endpoint"));

  @TempDir static Path data;
  private static RunningCollector collector;
  private static Exports exports;
  private static String admin;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data);
    exports = new Exports(collector);
    admin = collector.token((String) null, Permission.ADMIN);
    List<String> events = new ArrayList<>();
    for (DocumentedEventType type : DocumentedEventType.values()) {
      events.add(event("bare-" + type, type.wireName(), ""));
      events.add(
          event(
              "full-" + type,
              type.wireName(),
              ",\"tenant_ids\":[\"acme\"],\"user_ids\":[\"u-2\",\"u-3\"],\"project_ids\":[],"
                  + "\"dataset_ids\":[\"d-1\"],\"trigger_ids\":[\"s-1\"],\"application_id\":\"a-1\","
                  + "\"message\":\"said \\\"so\\\"\\n\",\"remote_address\":\"192.0.2.7\",\"n\":1.50"));
    }
    events.add(event("own", "own.type", ",\"message\":[1],\"remote_address\":\"gate\""));
    collector.ingest(
        admin,
        "{\"audit_events\":["
            + String.join(",", events)
            + "],\"users\":[{\"id\":\"u-1\",\"tenant_id\":\"acme\",\"username\":\"ann\","
            + "\"display_name\":\"Ann\",\"email\":\"ann@acme.example\"},"
            + "{\"id\":\"u-2\",\"tenant_id\":\"acme\",\"username\":\"bob\",\"email\":\"none\"}],"
            + "\"tenants\":[{\"id\":\"acme\",\"name\":\"Acme\"}]}");
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  private static String event(String id, String type, String more) {
    return "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"occurred_at\":\"2023-01-01T00:00:00.123456Z\","
            .formatted(id, type)
        + "\"actor_user_id\":\"u-1\",\"actor_tenant_id\":\"acme\""
        + more
        + "}";
  }

  private static List<JsonNode> all() {
    return exports.lines(admin, "ocsf", BEFORE_2024 + ",\"actor_tenant_ids\":[\"acme\"]");
  }

  private static JsonNode one(String id) {
    return all().stream()
        .filter(line -> line.at("/metadata/uid").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyType_hasWhatItsClassRequires() {
    List<JsonNode> lines = all();
    assertThat(lines).hasSize(2 * DocumentedEventType.values().length + 1);
    long millis = Instant.parse("2023-01-01T00:00:00.123Z").toEpochMilli();
    for (JsonNode line : lines) {
      int classUid = line.path("class_uid").asInt();
      assertThat(line.fieldNames()).toIterable().containsAll(REQUIRED_OF_ALL);
      assertThat(line.fieldNames()).toIterable().containsAll(REQUIRED.get(classUid));
      assertThat(line.path("category_uid").asInt()).isEqualTo(classUid / 1000);
      assertThat(line.path("type_uid").asInt())
          .isEqualTo(classUid * 100 + line.path("activity_id").asInt());
      assertThat(line.path("time").asLong()).isEqualTo(millis);
      assertThat(line.at("/metadata/version").asText()).isEqualTo("1.7.0");
      assertThat(line.at("/metadata/product/name").asText()).isEqualTo("Audit Trail");
      assertThat(Instant.parse(line.at("/metadata/original_time").asText()))
          .isEqualTo(Instant.ofEpochMilli(millis).plus(456, ChronoUnit.MICROS));
      assertThat(line.at("/actor/user/uid").asText()).isEqualTo("u-1");
    }
  }

  @Test
  void status_isTheCataloguesOutcome() {
    for (JsonNode line : all()) {
      int expected =
          DocumentedEventType.find(line.at("/metadata/event_code").asText())
              .map(type -> type.outcome() == Outcome.FAILURE ? 2 : 1)
              .orElse(0);
      assertThat(line.path("status_id").asInt()).isEqualTo(expected);
      assertThat(line.has("status_detail")).isEqualTo(expected == 2);
    }
  }

  @Test
  void nothingOfAnEvent_isLost() {
    for (JsonNode line : all()) {
      if (!line.at("/metadata/uid").asText().startsWith("full-")) {
        continue;
      }
      assertThat(line.path("message").asText()).isEqualTo("said \"so\"\n");
      assertThat(line.at("/src_endpoint/ip").asText()).isEqualTo("192.0.2.7");
      assertThat(line.path("unmapped").path("attributes").toString()).isEqualTo("{\"n\":1.5}");
      assertThat(line.at("/unmapped/project_ids").isArray()).isTrue();
      String places = line.path("resources") + "" + line.path("unmapped");
      assertThat(places).contains("acme", "u-2", "u-3", "d-1", "s-1", "a-1");
    }
  }

  @Test
  void logon_isOfTheUserThatIsNamed() {
    JsonNode failed = one("full-AUTHENTICATION_FAILED_PASSWORD");
    assertThat(failed.path("type_uid").asInt()).isEqualTo(300201);
    assertThat(failed.path("user").toString())
        .isEqualTo(
            "{\"uid\":\"u-2\",\"name\":\"bob\",\"org\":{\"uid\":\"acme\",\"name\":\"Acme\"}}");
    assertThat(one("bare-LOGIN_SUCCESS").path("user").toString())
        .isEqualTo(
            "{\"uid\":\"u-1\",\"name\":\"ann\",\"display_name\":\"Ann\","
                + "\"email_addr\":\"ann@acme.example\",\"org\":{\"uid\":\"acme\",\"name\":\"Acme\"}}");
  }

  @Test
  void entity_isWhatTheEventNames() {
    assertThat(one("full-TRIGGER_CREATE").path("entity").toString())
        .isEqualTo("{\"type_id\":99,\"type\":\"stream\",\"uid\":\"s-1\"}");
    assertThat(one("bare-TRIGGER_CREATE").at("/entity/name").asText()).isEqualTo("unknown");
    assertThat(one("full-APPLICATION_CONFIG_CHANGE").at("/entity/uid").asText()).isEqualTo("a-1");
    assertThat(one("bare-QUOTAS_SET").at("/entity/org/uid").asText()).isEqualTo("acme");
    assertThat(one("full-REVOKE_API_TOKENS").at("/entity/user/uid").asText()).isEqualTo("u-2");
  }

  @Test
  void typeOfOnesOwn_isApiActivityOther() {
    JsonNode own = one("own");
    assertThat(own.path("type_uid").asInt()).isEqualTo(600399);
    assertThat(own.path("activity_name").asText()).isEqualTo("own.type");
    assertThat(own.at("/api/operation").asText()).isEqualTo("own.type");
    assertThat(own.at("/src_endpoint/name").asText()).isEqualTo("unknown");
    assertThat(own.at("/unmapped/attributes").toString())
        .isEqualTo("{\"message\":[1],\"remote_address\":\"gate\"}");
  }

  @Test
  void awkwardTexts_comeThrough() {
    exports.fill(admin, "awkward", 100);
    for (JsonNode line : exports.lines(admin, "ocsf", "\"actor_tenant_ids\":[\"awkward\"]")) {
      assertThat(Exports.AWKWARD).contains(line.path("message").asText());
      assertThat(line.at("/unmapped/attributes/deep/a/1")).isEqualTo(line.path("message"));
    }
  }
}
