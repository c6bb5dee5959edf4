package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.ok;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code POST /api/v1/audit_events/count}; the events are of 2021, records of questions are not.
 */
class CountIT {
  private static final String PATH = "/api/v1/audit_events/count";
  private static final String IN_2021 =
      "\"filter\":{\"timestamp\":{\"minimum\":\"2021-01-01T00:00:00Z\",\"maximum\":\"2022-01-01T00:00:00Z\"}}";

  @TempDir static Path data;
  private static RunningCollector collector;
  private static String admin;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data);
    admin = collector.token((String) null, Permission.ADMIN);
    String red = "\"tenant_ids\":[\"red\",\"t\"]";
    collector.ingest(
        admin,
        body(
            event("a", "2021-01-01T00:00:00Z", "\"dataset_ids\":[\"d1\",\"d1\",\"d2\"]"),
            event("b", "2021-01-01T00:59:59.499999Z", "\"dataset_ids\":[\"d1\"]", red),
            // Shown as 01:00:00, and so counted there.
            event("c", "2021-01-01T00:59:59.5Z", red),
            event("d", "2021-01-01T02:30:00Z").replace("get_datasets", "delete_dataset"),
            event("e", "2021-12-31T23:59:59.499999Z"),
            event("f", "2021-12-31T23:59:59.5Z")));
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  private static JsonNode count(String token, String members) {
    return ok(collector.post(PATH, token, "{" + IN_2021 + members + "}"));
  }

  /** Names and counts, such as {@code a=2}. */
  private static List<String> pairs(JsonNode list, String name) {
    List<String> pairs = new ArrayList<>();
    list.forEach(one -> pairs.add(one.path(name).asText() + "=" + one.path("count").asLong()));
    return pairs;
  }

  @Test
  void count_ofAWindow_goesByShownTime() {
    JsonNode answer = count(admin, "");

    assertThat(answer.path("total").asLong()).isEqualTo(5);
    assertThat(answer.has("buckets")).isFalse();
    assertThat(answer.has("groups")).isFalse();
  }

  @Test
  void count_inBuckets_goesByShownTimeAndLeavesOutEmptyOnes() {
    assertThat(pairs(count(admin, ",\"bucket\":\"hour\"").path("buckets"), "timestamp"))
        .containsExactly(
            "2021-01-01T00:00:00Z=2",
            "2021-01-01T01:00:00Z=1",
            "2021-01-01T02:00:00Z=1",
            "2021-12-31T23:00:00Z=1");
    assertThat(pairs(count(admin, ",\"bucket\":\"2h\"").path("buckets"), "timestamp"))
        .containsExactly(
            "2021-01-01T00:00:00Z=3", "2021-01-01T02:00:00Z=1", "2021-12-31T22:00:00Z=1");
    assertThat(count(admin, ",\"bucket\":\"day\"").path("buckets")).hasSize(2);
  }

  @Test
  void count_byType_listsTheTopAndSumsTheOthers() {
    JsonNode all = count(admin, ",\"by\":\"type\"");
    assertThat(pairs(all.path("groups"), "id"))
        .containsExactly("get_datasets=4", "delete_dataset=1");
    assertThat(all.path("other").asLong(-1)).isZero();

    JsonNode top = count(admin, ",\"by\":\"type\",\"top\":1");
    assertThat(pairs(top.path("groups"), "id")).containsExactly("get_datasets=4");
    assertThat(top.path("other").asLong()).isEqualTo(1);
    assertThat(top.path("other_groups").asLong()).isEqualTo(1);
  }

  @Test
  void count_byResource_countsAnEventOncePerResource() {
    JsonNode datasets = count(admin, ",\"by\":\"dataset\"");
    assertThat(pairs(datasets.path("groups"), "id")).containsExactly("d1=2", "d2=1");
    assertThat(datasets.path("none").asLong()).isEqualTo(3);
    assertThat(pairs(count(admin, ",\"by\":\"tenant\"").path("groups"), "id"))
        .containsExactly("t=5", "red=2");
    assertThat(pairs(count(admin, ",\"by\":\"actor\"").path("groups"), "id"))
        .containsExactly("u=5");
  }

  @Test
  void count_withAFilter_countsWhatMatches() {
    String filter = IN_2021.replace("{\"timestamp\"", "{\"dataset_ids\":[\"d1\"],\"timestamp\"");

    JsonNode answer = ok(collector.post(PATH, admin, "{" + filter + ",\"by\":\"dataset\"}"));

    assertThat(answer.path("total").asLong()).isEqualTo(2);
    assertThat(pairs(answer.path("groups"), "id")).containsExactly("d1=2", "d2=1");
  }

  @Test
  void boundToken_countsItsOwnTenantsEventsAlone() {
    String bound = collector.token("red", Permission.AUDIT_READ);

    JsonNode answer = count(bound, ",\"by\":\"dataset\",\"bucket\":\"minute\"");

    assertThat(answer.path("total").asLong()).isEqualTo(2);
    assertThat(pairs(answer.path("groups"), "id")).containsExactly("d1=1");
    assertThat(answer.path("buckets")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bucket\":\"week\"|bucket",
        "\"bucket\":\"0h\"|bucket",
        "\"bucket\":3|bucket",
        "\"by\":\"colour\"|by",
        "\"top\":0|top",
        "\"top\":1001|top",
        "\"top\":\"5\"|top",
        "\"buckets\":\"1h\"|buckets",
        "\"filter\":{\"types\":[]}|types"
      })
  void count_ofWhatCannotBe_isRefusedByName(String member, String named) {
    assertThat(refused(collector.post(PATH, admin, "{" + member + "}"), 400)).contains(named);
  }

  @Test
  void count_withoutTokenOrPermission_isRefused() {
    refused(collector.post(PATH, null, "{}"), 401);
    refused(collector.post(PATH, collector.token("w", Permission.AUDIT_WRITE), "{}"), 403);
  }

  @Test
  void count_intoTooManyBuckets_isRefused() {
    String token = collector.token("wide", Permission.ADMIN);
    for (int part = 0; part < 3; part++) {
      List<String> events = new ArrayList<>();
      for (int i = part * 3_400; i < (part + 1) * 3_400; i++) {
        String time = "2020-01-01T%02d:%02d:%02dZ".formatted(i / 3_600, i / 60 % 60, i % 60);
        events.add(event("w" + i, time).replace("\"t\"", "\"wide\""));
      }
      collector.ingest(token, body(events.toArray(String[]::new)));
    }
    assertThat(refused(collector.post(PATH, token, "{\"bucket\":\"second\"}"), 400))
        .contains("10000");
    assertThat(ok(collector.post(PATH, token, "{\"bucket\":\"2s\"}")).path("total").asLong())
        .isGreaterThanOrEqualTo(10_200);
  }

  @Test
  void count_isRecorded() {
    String token = collector.token("recorded", Permission.AUDIT_READ);
    count(token, ",\"by\":\"type\",\"bucket\":\"1h\"");

    // The record comes with the commit that follows the answer.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    JsonNode recorded;
    do {
      recorded = collector.query(token, "{}").path("audit_events").path(0);
    } while (recorded.path("endpoint").isMissingNode() && System.nanoTime() < deadline);

    assertThat(recorded.path("endpoint").asText()).isEqualTo("count");
    assertThat(recorded.path("by").asText()).isEqualTo("type");
    assertThat(recorded.path("bucket_seconds").asLong()).isEqualTo(3_600);
    assertThat(recorded.at("/filter/timestamp/minimum").asText()).isEqualTo("2021-01-01T00:00:00Z");
    assertThat(recorded.path("total").asLong(-1)).isZero();
  }
}
