package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.ok;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /api/v1/audit_events/id/{event_id}}. */
class EventByIdIT {
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

  private static HttpResponse<String> get(String token, String rest) {
    return collector.send(collector.request("/api/v1/audit_events/id/" + rest, token).GET());
  }

  private static List<String> times(JsonNode answer) {
    List<String> times = new ArrayList<>();
    answer.path("audit_events").forEach(e -> times.add(e.path("occurred_at").asText()));
    return times;
  }

  @Test
  void id_fromElsewhereThatCameTwice_answersBothWithTheirSequences() {
    collector.ingest(admin, body(event("twice", "2031-01-01T00:00:00.000001Z", "\"n\":1")));
    collector.ingest(admin, body(event("between", "2030-01-01T00:00:00Z")));
    collector.ingest(admin, body(event("twice", "2021-01-01T00:00:00.5Z", "\"n\":2")));

    JsonNode answer = ok(get(admin, "twice"));

    assertThat(times(answer))
        .containsExactly("2021-01-01T00:00:00.500000Z", "2031-01-01T00:00:00.000001Z");
    assertThat(answer.path("sequences").get(0).asLong())
        .isGreaterThan(answer.path("sequences").get(1).asLong());
    assertThat(answer.path("users").path(0).path("id").asText()).isEqualTo("u");
    assertThat(answer.path("tenants").path(0).path("id").asText()).isEqualTo("t");
    assertThat(times(ok(get(admin, "twice?minimum=2025-01-01T00:00:00Z")))).hasSize(1);
    assertThat(times(ok(get(admin, "twice?maximum=2025-01-01T00:00:00%2B00:00")))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-11-14T22:13:20.123Z", "1999-01-01T00:00:00Z"})
  void id_thatCarriesATime_isFoundThereAndElsewhere(String time) {
    // The id says 2023-11-14T22:13:20.123Z.
    String id = "018bcfe5687b7abc8def0123" + Integer.toHexString(time.hashCode() | 1 << 31);
    collector.ingest(admin, body(event(id, time)));

    assertThat(ok(get(admin, id)).path("audit_events")).hasSize(1);
  }

  @Test
  void answer_isTakenInAgainAsADuplicate() {
    collector.ingest(admin, body(event("again", "2022-01-01T00:00:00Z", "\"sequence\":\"mine\"")));

    HttpResponse<String> answer = get(admin, "again");

    assertThat(ok(answer).at("/audit_events/0/sequence").asText()).isEqualTo("mine");
    assertThat(collector.ingest(admin, answer.body()).path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void boundToken_seesItsOwnTenantsEventsAlone() {
    String red = "\"tenant_ids\":[\"red\"]";
    collector.ingest(admin, body(event("shared", "2022-02-01T00:00:00Z", red)));
    collector.ingest(admin, body(event("shared", "2022-02-02T00:00:00Z")));
    collector.ingest(admin, body(event("secret", "2022-02-03T00:00:00Z")));
    String bound = collector.token("red", Permission.AUDIT_READ);

    assertThat(times(ok(get(bound, "shared")))).containsExactly("2022-02-01T00:00:00.000000Z");
    assertThat(refused(get(bound, "secret"), 404)).contains("\"secret\"");
    assertThat(ok(get(admin, "shared")).path("audit_events")).hasSize(2);
  }

  @Test
  void id_isRecorded_foundOrNot() {
    String token = collector.token("recorded", Permission.AUDIT_READ);
    refused(get(token, "nowhere"), 404);

    // The record comes with the commit that follows the answer.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    JsonNode recorded;
    do {
      recorded = collector.query(token, "{}").path("audit_events").path(0);
    } while (recorded.path("searched_event_id").isMissingNode() && System.nanoTime() < deadline);

    assertThat(recorded.path("event_type").asText()).isEqualTo("audit_event_query");
    assertThat(recorded.path("endpoint").asText()).isEqualTo("id");
    assertThat(recorded.path("event_id").asText()).hasSize(32);
    assertThat(recorded.path("searched_event_id").asText()).isEqualTo("nowhere");
    assertThat(recorded.path("returned").asInt(-1)).isZero();
  }

  @Test
  void id_withoutTokenOrPermission_isRefused() {
    refused(get(null, "x"), 401);
    refused(get(collector.token("w", Permission.AUDIT_WRITE), "x"), 403);
  }

  @Test
  void id_thatNoEventCanHave_isRefused() {
    assertThat(refused(get(admin, "a%2Fb"), 400)).contains("event_id", "[A-Za-z0-9_.-]{1,64}");
    assertThat(refused(get(admin, "x".repeat(65)), 400)).contains("event_id");
    assertThat(refused(get(admin, "x?minimum=now"), 400)).contains("minimum");
  }

  @Test
  void id_ofTooManyEvents_isRefusedAndNarrowed() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      events.add(event("many", "2024-01-01T00:%02d:%02dZ".formatted(i / 60, i % 60)));
    }
    collector.ingest(admin, body(events.toArray(String[]::new)));

    assertThat(refused(get(admin, "many"), 400)).contains("100", "minimum", "maximum");
    assertThat(times(ok(get(admin, "many?minimum=2024-01-01T00:01:00Z")))).hasSize(41);
  }
}
