package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.INGEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract A's intake, event by event. */
class IngestIT {
  private static final String TIME = "2021-01-01T00:00:00Z";
  private static final AtomicInteger IDS = new AtomicInteger();

  @TempDir static Path data;
  private static RunningCollector collector;
  private static String admin;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data);
    admin = collector.token((String) null, Permission.ADMIN);
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  private static String id() {
    return "e" + IDS.incrementAndGet();
  }

  @Test
  void answer_countsWhatWasStoredKnownAndRejected() {
    String a = id();
    String b = id();
    String first = body(event(a, TIME, "\"n\":1"));
    assertThat(collector.post(INGEST, admin, first).body())
        .isEqualTo("{\"status\":\"ok\",\"stored\":1,\"duplicates\":0,\"rejected\":[]}");
    JsonNode answer =
        collector.ingest(
            admin,
            body(
                event(a, TIME, "\"n\":1"),
                event(a, TIME, "\"n\":2"),
                event(b, TIME),
                event("no good", TIME),
                event(b, TIME)));
    assertThat(answer.path("stored").asInt()).isEqualTo(1);
    assertThat(answer.path("duplicates").asInt()).isEqualTo(2);
    assertThat(answer.path("rejected")).hasSize(2);
    JsonNode conflict = answer.path("rejected").path(0);
    assertThat(conflict.path("index").asInt()).isEqualTo(1);
    assertThat(conflict.path("event_id").asText()).isEqualTo(a);
    assertThat(conflict.path("message").asText()).contains("conflict");
    JsonNode bad = answer.path("rejected").path(1);
    assertThat(bad.path("index").asInt()).isEqualTo(3);
    assertThat(bad.path("event_id").isNull()).isTrue();
    assertThat(bad.path("message").asText()).contains("event_id", "no good", "[A-Za-z0-9_.-]");
    assertThat(answer.has("rejected_resources")).isFalse();
  }

  @Test
  void sameIdAtAnotherTime_isAnotherEvent() {
    String id = id();
    collector.ingest(admin, body(event(id, TIME)));
    assertThat(
            collector
                .ingest(admin, body(event(id, "2021-01-01T00:00:00.000001Z")))
                .path("stored")
                .asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | event was 5, allowed is an object",
        "null | event was null",
        "[[{}]] | event was an array",
        "{} | event_id was missing",
        "{\"event_id\":null} | event_id was missing",
        "{\"event_id\":5} | event_id was 5, allowed is a string",
        "{\"event_id\":\"\"} | event_id was \"\"",
        "{\"event_id\":\"%65\"} | event_id was",
        "{\"event_id\":\"\\ud83d\\ude00\"} | event_id was",
        "{\"event_id\":\"\\ud83d\"} | event_id was",
        "{\"event_id\":\"x\"} | event_type was missing",
        "{\"event_id\":\"x\",\"event_type\":\"a b\"} | event_type was \"a b\"",
        "{\"event_id\":\"x\",\"event_type\":\"a\"} | occurred_at and timestamp were missing",
        "E,\"occurred_at\":null,\"timestamp\":null} | occurred_at and timestamp were missing",
        "E,\"occurred_at\":5} | occurred_at was 5",
        "E,\"timestamp\":5} | timestamp was 5",
        "E,\"timestamp\":\"2021\"} | timestamp was \"2021\"",
        "E,\"occurred_at\":\"bad\",\"timestamp\":\"2021-01-01T00:00:00Z\"} | occurred_at was \"bad\"",
        "E,\"timestamp\":\"1969-12-31T23:59:59.999999Z\"} | 1970",
        "E,\"timestamp\":\"9999-12-31T23:59:59.5Z\"} | 9999",
        "E,\"timestamp\":\"+10000-01-01T00:00:00Z\"} | 9999",
        "E,\"timestamp\":\"-9999999999-01-01T00:00:00Z\"} | 1970",
        "E,\"timestamp\":\"+9999999999-01-01T00:00:00Z\"} | 9999",
        "E,\"timestamp\":\"2021-01-01T00:00:00Z\"} | actor_user_id was missing",
        "F,\"actor_user_id\":null} | actor_user_id was missing",
        "F,\"actor_user_id\":\"\"} | actor_user_id was empty",
        "F,\"actor_user_id\":true} | actor_user_id was true",
        "F,\"actor_user_id\":\"%513\"} | actor_user_id had 513 characters",
        "F,\"actor_user_id\":\"\\udc00\"} | half of a surrogate pair",
        "F,\"actor_user_id\":\"u\"} | actor_tenant_id was missing",
        "F,\"actor_user_id\":\"u\",\"tenant_ids\":[]} | actor_tenant_id was missing",
        "G,\"tenant_ids\":\"t\"} | tenant_ids was \"t\", allowed is an array of strings",
        "G,\"tenant_ids\":[\"t\",5]} | tenant_ids[1] was 5",
        "G,\"tenant_ids\":[\"t\",null]} | tenant_ids[1] was null",
        "G,\"dataset_ids\":[[\"t\",{}],\"a\"]} | dataset_ids[0] was an array",
        "G,\"dataset_ids\":{\"a\":[1]}} | dataset_ids was an object",
        "G,\"source_ids\":[\"\"]} | source_ids[0] was empty",
        "G,\"user_ids\":[\"a\\ud800\"]} | user_ids[0] was \"a\\ud800\"",
        "G,\"application_id\":[\"a\"]} | application_id was an array",
        "G,\"producer\":5} | producer was 5",
        "G,\"producer_sequence\":\"5\"} | producer_sequence was \"5\"",
        "G,\"producer_sequence\":5.0} | producer_sequence was 5.0",
        "G,\"\":5} | a key had 0 characters",
        "G,\"%129\":5} | a key had 129 characters",
        "G,\"deep\":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]} | \"deep\" was nested deeper than 16",
        "G,\"x\":\"%262200\"} | allowed are at most 262144",
      })
  void badEvent_isRejectedAlone(String template, String reason) {
    String bad =
        expand(template)
            .replaceFirst("^G", "F,\"actor_user_id\":\"u\",\"actor_tenant_id\":\"t\"")
            .replaceFirst("^F", "E,\"timestamp\":\"2021-01-01T00:00:00Z\"")
            .replaceFirst("^E", "{\"event_id\":\"x\",\"event_type\":\"a\"");
    JsonNode answer = collector.ingest(admin, body(event(id(), TIME), bad, event(id(), TIME)));
    assertThat(answer.path("stored").asInt()).isEqualTo(2);
    assertThat(answer.path("rejected")).hasSize(1);
    assertThat(answer.path("rejected").path(0).path("index").asInt()).isEqualTo(1);
    assertThat(answer.path("rejected").path(0).path("message").asText()).contains(reason);
  }

  /** Replaces %n by n times the letter x. */
  private static String expand(String template) {
    Matcher count = Pattern.compile("%(\\d+)").matcher(template);
    return count.replaceAll(match -> "x".repeat(Integer.parseInt(match.group(1))));
  }

  @Test
  void actorTenant_isTheFirstOfWhatTheContractLists() {
    String bound = collector.token("resolve-own", Permission.ADMIN);
    String users = "\"users\":[{\"id\":\"ru\",\"tenant_id\":\"resolve-described\"}]";
    assertThat(tenantOf(admin, "\"actor_tenant_id\":\"given\",\"tenant_ids\":[\"named\"]", users))
        .isEqualTo("given");
    assertThat(tenantOf(admin, "\"tenant_ids\":[\"named\",\"other\"]", users))
        .isEqualTo("resolve-described");
    assertThat(
            tenantOf(
                admin, "\"actor_tenant_id\":null,\"tenant_ids\":[\"named\",\"o\"]", "\"users\":[]"))
        .isEqualTo("named");
    assertThat(
            tenantOf(
                admin,
                "\"tenant_ids\":[\"named\"]",
                "\"users\":[{\"id\":\"ru\",\"tenant_id\":\"\"}]"))
        .isEqualTo("named");
    assertThat(tenantOf(bound, "\"tenant_ids\":[]", "\"users\":null")).isEqualTo("resolve-own");
  }

  private static String tenantOf(String token, String members, String table) {
    String id = id();
    String body =
        "{\"audit_events\":[{\"event_id\":\"%s\",\"event_type\":\"x\",\"timestamp\":\"2000-02-02T00:00:00Z\","
                .formatted(id)
            + "\"actor_user_id\":\"ru\","
            + members
            + "}],"
            + table
            + "}";
    assertThat(collector.ingest(token, body).path("stored").asInt()).isEqualTo(1);
    JsonNode page =
        collector.query(
            admin,
            "{\"filter\":{\"timestamp\":{\"minimum\":\"2000-02-02T00:00:00Z\","
                + "\"maximum\":\"2000-02-02T00:00:01Z\"}}}");
    for (JsonNode event : page.path("audit_events")) {
      if (event.path("event_id").asText().equals(id)) {
        return event.path("actor_tenant_id").asText();
      }
    }
    throw new AssertionError("not found");
  }

  @Test
  void boundWriter_writesEventsThatNameNoOtherTenant() {
    String token = collector.token("mine", Permission.AUDIT_WRITE);
    String mine = "\"event_type\":\"x\",\"timestamp\":\"" + TIME + "\",\"actor_user_id\":\"u\"";
    JsonNode answer =
        collector.ingest(
            token,
            body(
                "{\"event_id\":\"" + id() + "\"," + mine + "}",
                "{\"event_id\":\"" + id() + "\"," + mine + ",\"actor_tenant_id\":\"other\"}",
                "{\"event_id\":\"" + id() + "\"," + mine + ",\"tenant_ids\":[\"mine\",\"other\"]}",
                "{\"event_id\":\"" + id() + "\"," + mine + ",\"tenant_ids\":[\"mine\"]}"));
    assertThat(answer.path("stored").asInt()).isEqualTo(2);
    assertThat(answer.path("rejected").path(0).path("message").asText())
        .isEqualTo("actor_tenant_id was \"other\", allowed is the tenant of the token, \"mine\"");
    assertThat(answer.path("rejected").path(1).path("message").asText()).contains("tenant_ids");
  }

  @Test
  void badDescriptions_areLeftOut_andHoldNoEventUp() {
    JsonNode answer =
        collector.ingest(
            admin,
            "{\"users\":[5,{\"username\":\"x\"},{\"id\":\"\"},{\"id\":5},{\"id\":\"a\",\"email\":{}},"
                + "{\"id\":\"good\",\"username\":null,\"other\":[[1]]}],"
                + "\"projects\":[{\"id\":\"p\",\"name\":\""
                + "x".repeat(4_097)
                + "\"}],\"audit_events\":["
                + event(id(), TIME)
                + "]}");
    assertThat(answer.path("stored").asInt()).isEqualTo(1);
    assertThat(answer.path("rejected")).isEmpty();
    JsonNode left = answer.path("rejected_resources");
    assertThat(left).hasSize(6);
    assertThat(left.path(0).toString())
        .isEqualTo(
            "{\"table\":\"users\",\"index\":0,\"message\":\"entry was 5, allowed is an object\"}");
    assertThat(left.path(1).path("message").asText()).contains("id was missing");
    assertThat(left.path(4).path("message").asText())
        .isEqualTo("email was an object, allowed is a string");
    assertThat(left.path(5).path("table").asText()).isEqualTo("projects");
  }
}
