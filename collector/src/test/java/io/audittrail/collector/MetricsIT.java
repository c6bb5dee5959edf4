package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.access.Permission;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsIT {
  private static final String TIME = "2021-01-01T00:00:00Z";
  private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| ([a-z]+) \\|.*");

  @TempDir Path data;
  private RunningCollector collector;
  private String token;

  @BeforeEach
  void start() throws Exception {
    collector = RunningCollector.start(data);
    token = collector.token((String) null, Permission.ADMIN);
  }

  @AfterEach
  void stop() throws Exception {
    collector.close();
  }

  @Test
  void metrics_asEventsComeIn_move() {
    collector.ingest(token, body(event("a", TIME), event("b", TIME)));
    collector.ingest(token, body(event("a", TIME), event("b", TIME, "\"n\":1"), event("?", TIME)));

    MetricsPage page = metrics();

    assertThat(page.value("audit_events_stored_total")).isEqualTo(2);
    assertThat(page.value("audit_store_events")).isEqualTo(2);
    assertThat(page.value("audit_events_duplicates_total")).isEqualTo(1);
    assertThat(page.value("audit_events_rejected_total{reason=\"conflict\"}")).isEqualTo(1);
    assertThat(page.value("audit_events_rejected_total{reason=\"invalid\"}")).isEqualTo(1);
    assertThat(page.value("audit_batch_events_count")).isEqualTo(2);
    assertThat(page.value("audit_batch_events_sum")).isEqualTo(5);
    assertThat(page.value("audit_batch_events_max")).isEqualTo(3);
    assertThat(page.value("audit_batch_bytes_sum")).isBetween(500.0, 1_000.0);
    assertThat(page.value("audit_commit_duration_seconds_count")).isEqualTo(2);
    assertThat(page.value("audit_commit_duration_seconds_sum")).isBetween(1e-5, 20.0);
    assertThat(page.value("audit_batches_failed_total")).isZero();
    assertThat(page.value("audit_queue_bytes")).isZero();
    assertThat(page.value("audit_database_bytes")).isGreaterThan(4_096);
    assertThat(page.value("audit_disk_free_bytes")).isGreaterThan(1_000_000);
    assertThat(page.value("audit_disk_reserve_bytes")).isBetween(1.0, 268_435_456.0);
    assertThat(page.value("audit_index_lag_events")).isBetween(0.0, 2.0);
    assertThat(page.value("process_start_time_seconds"))
        .isBetween(1.6e9, System.currentTimeMillis() / 1e3);
    assertThat(page.value("process_uptime_seconds")).isBetween(0.1, 600.0);
  }

  @Test
  void requests_areTimedByRouteAndStatus() {
    collector.query(token, "{}");
    collector.post(RunningCollector.QUERY, token, "[]");
    for (String unknown : new String[] {"/a", "/b/c", "/api/v1/audit_events/" + "x".repeat(99)}) {
      collector.send(collector.request(unknown, token).GET());
    }
    collector.send(collector.request("/api/v1/audit_events/id/abc", token).GET());
    collector.send(collector.request("/1/applications/a%2Fb/events", null).GET());
    collector.send(collector.request("/healthz", null).method("NONSENSE", noBody()));
    collector.send(collector.request("/readyz/", null).method("HEAD", noBody()));

    MetricsPage page = metrics();

    assertThat(times(page))
        .isEqualTo(
            Map.of(
                "POST /api/v1/audit_events/query 2xx", 1.0,
                "POST /api/v1/audit_events/query 4xx", 1.0,
                "GET none 4xx", 3.0,
                "GET /api/v1/audit_events/id/{event_id} 4xx", 1.0,
                "GET /1/applications/{id}/events 4xx", 1.0,
                "other /healthz 4xx", 1.0,
                "HEAD /readyz 2xx", 1.0));
    assertThat(page.value("audit_authentications_failed_total")).isEqualTo(1);
    assertThat(times(metrics())).containsEntry("GET /metrics 2xx", 1.0);
  }

  @Test
  void followers_areCountedWhileTheyFollow() throws Exception {
    HttpResponse<InputStream> stream =
        HttpClient.newHttpClient()
            .send(
                collector.request("/api/v1/audit_events/follow?after=0", token).GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(metrics().value("audit_followers")).isEqualTo(1);
    stream.body().close();
  }

  @Test
  void metrics_withoutAnUnboundToken_areRefused() {
    assertThat(refused(get(null, null), 401)).contains("Authorization: Bearer");
    String writer = collector.token((String) null, Permission.AUDIT_WRITE);
    assertThat(refused(get(writer, null), 403)).contains("audit-read");
    String bound = collector.token("t", Permission.ADMIN);
    assertThat(refused(get(bound, null), 403)).contains("bound to a tenant");
    String reader = collector.token((String) null, Permission.AUDIT_READ);
    assertThat(get(reader, null).statusCode()).isEqualTo(200);
  }

  @Test
  void metricsOpen_needsNoToken(@TempDir Path other) throws Exception {
    try (RunningCollector open = RunningCollector.start(other, "--metrics-open")) {
      HttpResponse<String> answer = open.send(open.request("/metrics", null).GET());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new MetricsPage(answer.body()).value("audit_authentications_failed_total"))
          .isZero();
    }
  }

  @Test
  void contentType_followsAccept() {
    assertThat(get(token, null).headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    HttpResponse<String> open = get(token, "application/openmetrics-text;version=1.0.0");
    assertThat(open.headers().firstValue("Content-Type"))
        .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void names_followPrometheussConventions() {
    MetricsPage page = everything();
    assertThat(page.types.keySet()).isEqualTo(page.helps.keySet());
    page.types.forEach(
        (name, type) -> {
          assertThat(name).matches("(audit|process)(_[a-z]+)+").doesNotContain("_milli", "_total_");
          assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
          assertThat(page.helps.get(name)).matches("[A-Z].*\\.").doesNotContain(name);
          if (!type.equals("counter")) {
            assertThat(name).matches(".*_(bytes|seconds|events|followers|info)(_max)?");
          }
        });
    assertThat(page.samples().keySet()).allMatch(series -> series.matches("[a-z_]+(\\{.*\\})?"));
  }

  @Test
  void documentation_listsWhatIsThere() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "metrics.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        documented.put(row.group(1), row.group(2));
      }
    }
    assertThat(new TreeMap<>(everything().types)).isEqualTo(documented);
  }

  /** The metrics after at least one request, so that there is one of every kind. */
  private MetricsPage everything() {
    metrics();
    return metrics();
  }

  private MetricsPage metrics() {
    HttpResponse<String> answer = get(token, "text/plain");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new MetricsPage(answer.body());
  }

  private HttpResponse<String> get(String bearer, String accept) {
    var request = collector.request("/metrics", bearer).GET();
    return collector.send(accept == null ? request : request.header("Accept", accept));
  }

  private static java.net.http.HttpRequest.BodyPublisher noBody() {
    return java.net.http.HttpRequest.BodyPublishers.noBody();
  }

  /** How many requests were timed, by method, route and status. */
  private static Map<String, Double> times(MetricsPage page) {
    Pattern series =
        Pattern.compile(
            "audit_http_request_duration_seconds_count"
                + "\\{method=\"(.*)\",route=\"(.*)\",status=\"(.*)\"}");
    Map<String, Double> times = new TreeMap<>();
    page.samples()
        .forEach(
            (name, value) -> {
              Matcher match = series.matcher(name);
              if (match.matches()) {
                times.put(match.group(1) + " " + match.group(2) + " " + match.group(3), value);
              }
            });
    return times;
  }
}
