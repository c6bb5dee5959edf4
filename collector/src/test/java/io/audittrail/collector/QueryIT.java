package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.OwnTenants.eventOf;
import static io.audittrail.collector.OwnTenants.ids;
import static io.audittrail.collector.OwnTenants.tenant;
import static io.audittrail.collector.RunningCollector.QUERY;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract A's query: what it asks for and which events it answers. */
class QueryIT {
  private static final List<String> TABLES =
      List.of("users", "tenants", "projects", "datasets", "sources", "triggers");

  @TempDir static Path data;
  private static RunningCollector collector;
  private static OwnTenants tenants;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data);
    tenants = new OwnTenants(collector);
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  @Test
  void query_ofAnEmptyTenant_hasEveryTableAndNoContinuation() {
    JsonNode page = collector.query(tenants.tokenOf("empty"), "{}");
    assertThat(names(page))
        .containsExactly(
            "status",
            "audit_events",
            "users",
            "tenants",
            "projects",
            "datasets",
            "sources",
            "triggers");
    for (String table : TABLES) {
      assertThat(page.path(table).isArray()).isTrue();
    }
  }

  @Test
  void query_ofAnEvent_showsAllItsParts() {
    String token = tenants.tokenOf("parts");
    collector.ingest(
        token,
        """
        {"audit_events":[{"event_id":"e","event_type":"get_datasets",
          "timestamp":"2021-06-10T00:00:00Z","occurred_at":"2021-06-10T18:32:52.8710239+02:00",
          "actor_user_id":"u","dataset_ids":["d","d"],"project_ids":["p"],"user_ids":[],
          "source_ids":["s"],"trigger_ids":["tr"],"application_id":"app","producer":"host-1",
          "producer_sequence":7,"n" : 1.10,"big":1e400,"huge":123456789012345678901234567890,
          "s":"a\\u0000\\"\\u00e9","o":{"b":[1, {"c":null}],"a":true},"nothing":null}]}
        """);
    HttpResponse<String> response = collector.post(QUERY, token, "{\"limit\":1}");
    assertThat(response.body())
        .contains(
            "\"n\":1.10,\"big\":1e400,\"huge\":123456789012345678901234567890,"
                + "\"s\":\"a\\u0000\\\"\\u00e9\",\"o\":{\"b\":[1,{\"c\":null}],\"a\":true},"
                + "\"nothing\":null");
    JsonNode event = RunningCollector.ok(response).path("audit_events").path(0);
    assertThat(event.path("event_id").asText()).isEqualTo("e");
    assertThat(event.path("event_type").asText()).isEqualTo("get_datasets");
    assertThat(event.path("timestamp").asText()).isEqualTo("2021-06-10T16:32:53Z");
    assertThat(event.path("occurred_at").asText()).isEqualTo("2021-06-10T16:32:52.871023Z");
    assertThat(event.path("actor_user_id").asText()).isEqualTo("u");
    assertThat(event.path("actor_tenant_id").asText()).isEqualTo(tenant("parts"));
    assertThat(event.path("tenant_ids").isArray()).isTrue();
    assertThat(event.path("tenant_ids")).isEmpty();
    assertThat(event.path("dataset_ids").toString()).isEqualTo("[\"d\",\"d\"]");
    assertThat(event.path("user_ids").toString()).isEqualTo("[]");
    assertThat(event.path("application_id").asText()).isEqualTo("app");
    assertThat(event.path("producer").asText()).isEqualTo("host-1");
    assertThat(event.path("producer_sequence").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "2021-01-01T00:00:00.499999Z, 2021-01-01T00:00:00Z",
    "2021-01-01T00:00:00.500000Z, 2021-01-01T00:00:01Z",
    "2021-12-31T23:59:59.500000Z, 2022-01-01T00:00:00Z",
    "1970-01-01T00:00:00.000000Z, 1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59.499999Z, 9999-12-31T23:59:59Z",
    "2020-02-29T12:00:00.123456Z, 2020-02-29T12:00:00Z",
  })
  void timestamp_isRoundedToTheNearestSecond_halvesUp(String exact, String shown) {
    String tenant = "round-" + exact;
    JsonNode event =
        collector.query(tenants.tenantWith(tenant, exact), "{}").path("audit_events").path(0);
    if (event.path("event_type").asText().equals("audit_event_query")) {
      event = collector.query(tenants.tokenOf(tenant), "{}").path("audit_events").path(1);
    }
    assertThat(event.path("timestamp").asText()).isEqualTo(shown);
    assertThat(event.path("occurred_at").asText()).isEqualTo(exact);
  }

  @ParameterizedTest
  @CsvSource({
    // The events' shown times are :00, :01, :01, :02.
    "00:00:00Z, 00:00:01Z, e0",
    "00:00:01Z, 00:00:02Z, e1 e2",
    "00:00:00.000000001Z, 00:00:01.5Z, e1 e2",
    "00:00:00.5Z, 00:00:01.000000001Z, e1 e2",
    "00:00:02Z, 00:00:02Z, ''",
    "00:00:02Z, 00:00:01Z, ''",
    "00:00:00Z, 00:00:03Z, e0 e1 e2 e3",
  })
  void window_isOfShownTimes_halfOpen(String minimum, String maximum, String expected) {
    String tenant = "window " + minimum + maximum;
    String day = "2021-01-01T";
    String token =
        tenants.tenantWith(
            tenant,
            day + "00:00:00.4Z",
            day + "00:00:00.5Z",
            day + "00:00:01.499999Z",
            day + "00:00:01.5Z");
    String filter =
        "{\"filter\":{\"timestamp\":{\"minimum\":\"%s\",\"maximum\":\"%s\"}}}"
            .formatted(day + minimum, day + maximum);
    assertThat(ids(collector.query(token, filter)))
        .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"limit\":null,\"continuation\":null,\"filter\":null}",
        "{\"filter\":{}}",
        "{\"filter\":{\"timestamp\":null}}",
        "{\"filter\":{\"timestamp\":{}}}",
        "{\"filter\":{\"timestamp\":{\"minimum\":null,\"maximum\":null}}}",
        "{\"filter\":{\"unknown\":null}}",
        "{\"limit\":1000000000000000000000000}",
        "{\"limit\":1001,\"unknown\":{\"x\":[1]}}",
        "{\"filter\":{\"timestamp\":{\"minimum\":\"-0001-01-01T00:00:00Z\"}}}",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"+12021-01-01T00:00:00Z\"}}}",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"+1000000000-01-01T00:00:00Z\"}}}",
        "{\"filter\":{\"timestamp\":{\"minimum\":\"-9999999999-01-01T00:00:00+18:00\"}}}",
        "{\"filter\":{\"timestamp\":{\"minimum\":\"2021-01-01T00:00:00.000000000+00:00\"}}}",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"2021-01-02T05:30:00+05:30\"}}}",
      })
  void query_thatMeansEverything_findsTheEvent(String query) {
    String tenant = "all " + query;
    assertThat(ids(collector.query(tenants.tenantWith(tenant, "2021-01-01T00:00:00Z"), query)))
        .containsExactly("e0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"limit\":0} | limit was 0",
        "{\"limit\":-1} | limit was -1",
        "{\"limit\":-99999999999999999999} | limit was -99999999999999999999",
        "{\"limit\":5.0} | limit was 5.0",
        "{\"limit\":1e2} | limit was 1e2",
        "{\"limit\":\"5\"} | limit was \"5\"",
        "{\"limit\":true} | limit was true",
        "{\"limit\":[1]} | limit was an array",
        "{\"limit\":{}} | limit was an object",
        "{\"filter\":{\"event_type\":\"x\"}} | \"event_type\"",
        "{\"filter\":{\"timestamp\":{\"min\":\"2021-01-01T00:00:00Z\"}}} | \"min\"",
        "{\"filter\":[]} | filter was an array",
        "{\"filter\":\"\"} | filter was \"\"",
        "{\"filter\":{\"timestamp\":5}} | filter.timestamp was 5",
        "{\"filter\":{\"timestamp\":{\"minimum\":5}}} | filter.timestamp.minimum was 5",
        "{\"filter\":{\"timestamp\":{\"minimum\":\"\"}}} | filter.timestamp.minimum was \"\"",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"2021-01-01\"}}} | filter.timestamp.maximum",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"2021-01-01T00:00:00\"}}} | offset",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"2021-02-29T00:00:00Z\"}}} | 2021-02-29",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"2021-01-01T24:00:00Z\"}}} | T24",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"2021-01-01T00:00:00.1234567890Z\"}}} | digits",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"2021-01-01T00:00:00+19:00\"}}} | +19",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"99999999999-01-01T00:00:00Z\"}}} | 9999",
        "{\"filter\":{\"timestamp\":{\"maximum\":\"+99999999999-01-01T00:00:00Z\"}}} | 9999",
        "{\"continuation\":\"\"} | continuation",
        "{\"continuation\":5} | continuation was 5",
        "{\"continuation\":\"abc\"} | continuation",
        "{\"continuation\":\"\\u0000\\ud800\"} | continuation",
        "[] | no object",
        "null | no object",
        "\"x\" | no object",
        "{\"limit\":1,\"limit\":2} | line 1, column",
        "{\"limit\":NaN} | line 1, column",
        "{} {} | line 1, column",
        "{ | line 1, column",
        "'' | empty",
      })
  void query_thatIsBad_isRefusedWithTheReason(String query, String reason) {
    String message = refused(collector.post(QUERY, tenants.tokenOf("bad " + query), query), 400);
    assertThat(message).contains(reason);
  }

  @Test
  void order_isExactTimeThenId_whateverTheOrderOfArrival() {
    String token =
        tenants.tenantWith(
            "order",
            "2021-01-01T00:00:00.000002Z",
            "2021-01-01T00:00:00.000001Z",
            "1999-01-01T00:00:00Z",
            "2021-01-01T00:00:00.000001Z");
    assertThat(ids(collector.query(token, "{}"))).containsExactly("e2", "e1", "e3", "e0");
  }

  @Test
  void limit_isTheSizeOfAPage_128ByDefaultAnd1000AtMost() {
    String token = tenants.tokenOf("limits");
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      events.add(eventOf("limits", "e" + i, "2021-01-01T00:00:00.%06dZ".formatted(i)));
    }
    collector.ingest(token, body(events.toArray(String[]::new)));
    assertThat(collector.query(token, "{}").path("audit_events")).hasSize(128);
    assertThat(collector.query(token, "{\"limit\":1}").path("audit_events")).hasSize(1);
    assertThat(collector.query(token, "{\"limit\":1000}").path("audit_events")).hasSize(1_000);
    assertThat(collector.query(token, "{\"limit\":5000}").path("audit_events")).hasSize(1_000);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
