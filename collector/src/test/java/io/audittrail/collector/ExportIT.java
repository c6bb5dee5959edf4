package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.Exports.BEFORE_2024;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.audittrail.collector.access.Permission;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/v1/audit_events/export}, as JSON lines and as CSV. */
class ExportIT {
  private static final int EVENTS = 2_500;

  @TempDir static Path data;
  private static RunningCollector collector;
  private static Exports exports;
  private static String admin;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data);
    exports = new Exports(collector);
    admin = collector.token((String) null, Permission.ADMIN);
    exports.fill(admin, "red", EVENTS);
    exports.fill(admin, "blue", EVENTS);
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(collector.errors()).doesNotContain("WARN", "ERROR");
    collector.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"order\":\"descending\"", ",\"text\":\"semicolons\""})
  void jsonLines_areTheEventsOfTheQuery(String more) {
    String filter = BEFORE_2024 + more;

    List<JsonNode> lines = exports.lines(admin, "jsonl", filter);

    assertThat(lines.stream().map(line -> line.path("audit_events").path(0)).toList())
        .isEqualTo(exports.queried(admin, filter))
        .isNotEmpty();
  }

  @Test
  void jsonLines_takenInAgain_areDuplicates() {
    HttpResponse<String> response = exports.post(admin, "jsonl", BEFORE_2024);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    List<String> events = new ArrayList<>();
    String first = "";
    for (String line : response.body().split("\n")) {
      first = first.isEmpty() ? line : first;
      events.add(RunningCollector.json(line).at("/audit_events/0").toString());
    }
    events.remove(events.size() - 1);

    JsonNode answer = collector.ingest(admin, body(events.toArray(String[]::new)));
    assertThat(events).hasSizeGreaterThanOrEqualTo(2 * EVENTS);
    assertThat(answer.path("duplicates").asInt()).isEqualTo(events.size());
    assertThat(collector.ingest(admin, first).path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void jsonLine_isThatOfAFollower() {
    List<JsonNode> lines =
        exports.lines(admin, "jsonl", BEFORE_2024 + ",\"attributes\":{\"n\":1.5}");
    for (JsonNode line : lines.subList(0, 20)) {
      assertThat(line.fieldNames())
          .toIterable()
          .containsExactly(
              "sequence",
              "audit_events",
              "users",
              "tenants",
              "projects",
              "datasets",
              "sources",
              "triggers");
      assertThat(line.path("users")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "csv"})
  void boundToken_exportsItsOwnTenantsEventsAlone(String format) {
    String red = exports.tokenOf("red");

    String document = exports.document(red, format, BEFORE_2024);

    assertThat(document).contains("red-0").doesNotContain("blue");
    assertThat(document).contains(Integer.toString(EVENTS));
  }

  @ParameterizedTest
  @CsvSource({
    "2022-06-01T00:00:00Z,2022-06-01T00:00:01Z",
    "2022-06-01T00:00:01Z,2022-06-01T00:00:02Z",
    "2022-06-01T00:00:00.5Z,2022-06-01T00:00:01.5Z",
    "2022-06-01T00:00:01+00:00,2022-06-01T00:00:01.000000001Z",
    "2022-06-01T00:00:02Z,2022-06-01T00:00:01Z"
  })
  void window_atRoundingEdges_isThatOfTheQuery(String minimum, String maximum) {
    String token = exports.tokenOf("edges");
    String[] fractions = {"00.499999", "00.500000", "00.999999", "01.499999", "01.500000"};
    List<String> events = new ArrayList<>();
    for (String fraction : fractions) {
      events.add(
          event("edge" + fraction, "2022-06-01T00:00:" + fraction + "Z")
              .replace("\"t\"", "\"edges\""));
    }
    collector.ingest(token, body(events.toArray(String[]::new)));
    String filter =
        "\"timestamp\":{\"minimum\":\"%s\",\"maximum\":\"%s\"}".formatted(minimum, maximum);

    List<JsonNode> queried = exports.queried(token, filter);

    assertThat(
            exports.lines(token, "jsonl", filter).stream()
                .map(line -> line.path("audit_events").path(0))
                .toList())
        .isEqualTo(queried);
    assertThat(Csv4180.read(exports.document(token, "csv", filter))).hasSize(queried.size() + 2);
  }

  @Test
  void csv_isReadBackAsTheEventsOfTheQuery() {
    String filter = BEFORE_2024 + ",\"actor_tenant_ids\":[\"red\",\"blue\"]";
    HttpResponse<String> response = exports.post(admin, "csv", filter);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
        .isEqualToIgnoringCase("text/csv;charset=utf-8");
    List<List<String>> records = Csv4180.read(response.body());
    List<JsonNode> queried = exports.queried(admin, filter);

    List<String> header = records.get(0);
    assertThat(records).allSatisfy(record -> assertThat(record).hasSameSizeAs(header));
    List<String> end = records.get(records.size() - 1);
    assertThat(end.subList(0, 2)).containsExactly("#exported", Integer.toString(queried.size()));
    assertThat(end.subList(2, end.size())).containsOnly("");
    assertThat(records).hasSize(queried.size() + 2);
    for (int i = 0; i < queried.size(); i++) {
      assertSame(header, records.get(i + 1), (ObjectNode) queried.get(i));
    }
  }

  @Test
  void csv_hasNoCellThatIsAFormula() {
    for (List<String> record : Csv4180.read(exports.document(admin, "csv", BEFORE_2024))) {
      assertThat(record)
          .noneMatch(cell -> cell.matches("(?s)[\\s\\h\"\\ufeff]*[=+\\-@\uff1d].*"))
          .noneMatch(cell -> cell.startsWith("\t") || cell.startsWith("\r"));
    }
  }

  private static void assertSame(List<String> header, List<String> record, ObjectNode event) {
    List<String> cells = record.stream().map(ExportIT::undo).toList();
    ObjectNode read = RunningCollector.JSON.createObjectNode();
    for (String key : List.of("event_id", "event_type", "timestamp", "actor_user_id")) {
      read.put(key, cells.get(header.indexOf(key)));
    }
    read.put("actor_tenant_id", cells.get(header.indexOf("actor_tenant_id")));
    read.putArray("tenant_ids");
    var datasets = read.putArray("dataset_ids");
    String ids = cells.get(header.indexOf("dataset_ids"));
    if (!ids.isEmpty()) {
      for (String id : ids.split("(?<=[^\\\\]);")) {
        datasets.add(id.replaceAll("(?s)\\\\(.)", "$1"));
      }
    }
    read.put("message", cells.get(header.indexOf("message")));
    read.setAll((ObjectNode) RunningCollector.json(cells.get(header.indexOf("attributes"))));
    read.put("occurred_at", cells.get(header.indexOf("occurred_at")).replace("+00:00", "Z"));
    assertThat(read).isEqualTo(event);
    boolean own = event.path("event_type").asText().equals("own.type");
    assertThat(cells.get(header.indexOf("outcome"))).isEqualTo(own ? "" : "failure");
    assertThat(cells.get(header.indexOf("category"))).isEqualTo(own ? "" : "authentication");
    String message = event.path("message").asText();
    assertThat(cells.get(header.indexOf("actor_display_name"))).isEqualTo(message);
  }

  private static String undo(String cell) {
    return cell.startsWith("'") ? cell.substring(1) : cell;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\":\"xml\"|format was \"xml\"",
        "\"format\":3|format was 3",
        "\"limit\":5|\"limit\"",
        "\"order\":\"descending\"|\"order\"",
        "\"filter\":{\"types\":[]}|\"types\"",
        "\"filter\":{\"timestamp\":{\"minimum\":\"now\"}}|filter.timestamp.minimum"
      })
  void export_ofWhatCannotBe_isRefusedByName(String member, String named) {
    assertThat(refused(collector.post(Exports.PATH, admin, "{" + member + "}"), 400))
        .contains(named);
  }

  @Test
  void export_withoutTokenOrPermissionOrBody_isRefused() {
    refused(collector.post(Exports.PATH, null, "{}"), 401);
    refused(collector.post(Exports.PATH, collector.token("w", Permission.AUDIT_WRITE), "{}"), 403);
    refused(collector.post(Exports.PATH, admin, ""), 400);
    HttpResponse<String> get = collector.send(collector.request(Exports.PATH, admin).GET());
    refused(get, 405);
    assertThat(get.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    assertThat(
            collector
                .send(
                    collector
                        .request(Exports.PATH, null)
                        .method("OPTIONS", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void export_ofNothing_isWhole() {
    String token = exports.tokenOf("nobody");
    assertThat(exports.document(token, "jsonl", BEFORE_2024))
        .isEqualTo("{\"status\":\"ok\",\"exported\":0}\n");
    List<List<String>> csv = Csv4180.read(exports.document(token, "csv", BEFORE_2024));
    assertThat(csv).hasSize(2);
    assertThat(csv.get(1)).startsWith("#exported", "0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "csv"})
  void export_isRecordedWithItsEnd(String format) throws Exception {
    String tenant = "recorded-" + format;
    String token = exports.tokenOf(tenant);
    exports.fill(token, tenant, 5);
    exports.document(token, format, BEFORE_2024 + ",\"text\":\"PLAIN\"");

    List<JsonNode> records = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (records.size() < 2 && System.nanoTime() < deadline) {
      records = exports.queried(token, "\"attributes\":{\"format\":\"" + format + "\"}");
    }

    assertThat(records)
        .extracting(one -> one.path("endpoint").asText())
        .containsExactly("export", "export_end");
    assertThat(records)
        .allSatisfy(
            one ->
                assertThat(one.at("/filter/text").asText().toLowerCase(Locale.ROOT))
                    .isEqualTo("plain"));
    assertThat(records.get(1).path("exported").asInt()).isEqualTo(1);
    assertThat(records.get(1).path("complete").asBoolean()).isTrue();
    assertThat(records.get(1).path("export_event_id")).isEqualTo(records.get(0).path("event_id"));
  }
}
