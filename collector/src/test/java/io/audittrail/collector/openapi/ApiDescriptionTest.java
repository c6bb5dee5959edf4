package io.audittrail.collector.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as it is described is found, so that a test that finds nothing means something. */
class ApiDescriptionTest {
  private static final ApiDescription DESCRIPTION = ApiDescription.ofCollector();
  private static final String QUERY = "/api/v1/audit_events/query";
  private static final String INGEST = "/api/v1/audit_events";
  private static final String EVENT =
      "{\"event_id\":\"a\",\"event_type\":\"t\",\"actor_user_id\":\"u\",\"occurred_at\":"
          + "\"2021-01-01T00:00:00Z\"}";

  @Test
  void examples_areValid() {
    int checked = examples("", DESCRIPTION.root());
    assertThat(checked).isGreaterThan(15);
  }

  private static int examples(String place, JsonNode node) {
    int checked = 0;
    if (node.has("example") && node.has("schema")) {
      assertThat(DESCRIPTION.violations(place + "/schema", node.path("example")))
          .as(place)
          .isEmpty();
      checked++;
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> child : node.properties()) {
        checked += examples(place + ApiDescription.at(child.getKey()), child.getValue());
      }
    }
    return checked;
  }

  @Test
  void page_asDescribed_hasNoViolations() {
    assertThat(page(page -> {})).isEmpty();
    assertThat(page(page -> event(page).put("attribute", 1))).isEmpty();
    assertThat(page(page -> page.remove("continuation"))).isEmpty();
  }

  @Test
  void page_corrupted_isFound() {
    List<Consumer<ObjectNode>> corruptions =
        List.of(
            page -> page.remove("status"),
            page -> page.put("status", "error"),
            page -> page.put("more", 1),
            page -> page.put("continuation", ""),
            page -> page.putNull("continuation"),
            page -> page.remove("triggers"),
            page -> page.putNull("datasets"),
            page -> event(page).remove("tenant_ids"),
            page -> event(page).remove("occurred_at"),
            page -> event(page).put("occurred_at", "2021-06-10T16:32:52Z"),
            page -> event(page).put("timestamp", "2021-06-10T16:32:52.1Z"),
            page -> event(page).put("timestamp", "2021-13-10T16:32:52Z"),
            page -> event(page).put("actor_user_id", ""),
            page -> event(page).put("event_id", "a b"),
            page -> event(page).putNull("dataset_ids"),
            page -> event(page).putArray("dataset_ids").add(1),
            page -> entry(page, "users").remove("email"),
            page -> entry(page, "users").put("more", ""),
            page -> entry(page, "datasets").putNull("title"));
    for (Consumer<ObjectNode> corruption : corruptions) {
      assertThat(page(corruption)).as("%d", corruptions.indexOf(corruption)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /api/v1/audit_events/query | 200 | text/plain | {}
          POST | /api/v1/audit_events/query | 200 | application/json | {"status":"ok"
          POST | /api/v1/audit_events/query | 418 | application/json | {"status":"error","message":"m"}
          POST | /api/v1/audit_events/query | 400 | application/json | {"status":"ok","message":"m"}
          POST | /api/v1/audit_events/query | 400 | application/json | {"message":"m"}
          POST | /api/v1/audit_events/query | 401 | application/json | {"status":"error","message":"m"}
          POST | /api/v1/audit_events/query | 503 | application/json | {"status":"error","message":"m"}
          GET | /api/v1/audit_events/query | 200 | application/json | {"status":"ok"}
          GET | /api/v1/audit_events/query | 405 | application/json | {"status":"error","message":"m"}
          GET | /api/v2 | 200 | application/json | {"status":"ok"}
          GET | /api/v2 | 404 | application/json | {"message":"m"}
          GET | /1/token | 400 | application/json | {"status":"error","message":"m"}
          GET | /1/applications/a/events | 200 | application/json | {"data":[],"paging":null}
          GET | /1/applications/a/events?limit=x | 200 | application/json | {"data":[],"paging":{}}
          GET | /1/applications/a/events?start=-1 | 200 | application/json | {"data":[],"paging":{}}
          POST | /api/v1/audit_events/export | 200 | application/x-ndjson | {"status":"ok"}
          POST | /api/v1/audit_events/export | 200 | application/x-ndjson | sequence
          POST | /api/v1/audit_events/export | 200 | text/html | sequence
          GET | /openapi.yaml | 200 | application/yaml | openapi
          GET | /openapi.yaml | 304 | '' | body
          """)
  void exchange_notAsDescribed_isFound(
      String method, String target, int status, String type, String body) {
    assertThat(violations(method, target, "", status, type, body)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET | /api/v2 | 404 | application/json | {"status":"error","message":"m"}
          GET | //1/nothing/ | 404 | application/json | {"message":"m"}
          GET | /base/1/nothing/ | 404 | application/json | {"message":"m"}
          POST | //api/v1/audit_events/query/ | 400 | application/json | {"status":"error","message":"m"}
          HEAD | /healthz | 200 | application/json | ''
          POST | /api/v1/audit_events/export | 200 | application/x-ndjson | {"status":"ok","exported":0}
          POST | /api/v1/audit_events/export | 200 | text/csv; charset=utf-8 | sequence
          GET | /1/applications/a%2Fb/events?limit=7&start=1.5 | 200 | application/json | {"data":[],"paging":{}}
          """)
  void exchange_asDescribed_hasNoViolations(
      String method, String target, int status, String type, String body) {
    String sent = method.equals("POST") ? "{}" : "";
    assertThat(violations(method, target, sent, status, type, body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limit\":0}",
        "{\"limit\":\"5\"}",
        "{\"filter\":{\"colour\":[\"red\"]}}",
        "{\"filter\":{\"event_types\":[]}}",
        "{\"filter\":{\"outcome\":\"maybe\"}}",
        "{\"filter\":{\"timestamp\":{\"minimum\":\"2021\"}}}",
        "[]"
      })
  void request_notAsDescribed_isFoundIfItWasAnswered(String body) {
    String answer = examplePage().toString();
    assertThat(violations("POST", QUERY, body, 200, "application/json", answer)).isNotEmpty();
    assertThat(violations("POST", QUERY, "{}", 200, "application/json", answer)).isEmpty();
    String refusal = "{\"status\":\"error\",\"message\":\"m\"}";
    assertThat(violations("POST", QUERY, body, 400, "application/json", refusal)).isEmpty();
  }

  @Test
  void ingestedEvents_mustBeValidUnlessRejected() {
    String bad = EVENT.replace("\"a\"", "\"a b\"");
    String body = "{\"audit_events\":[%s,%s],\"users\":[{\"id\":\"u\"},{}]}".formatted(bad, EVENT);
    String stored = "{\"status\":\"ok\",\"stored\":%d,\"duplicates\":0,\"rejected\":[%s]%s}";
    String rejection = "{\"index\":0,\"event_id\":null,\"message\":\"m\"}";
    String resource =
        ",\"rejected_resources\":[{\"table\":\"users\",\"index\":1,\"message\":\"m\"}]";
    assertThat(ingested(body, stored.formatted(1, rejection, resource))).isEmpty();
    assertThat(ingested(body, stored.formatted(2, "", resource))).isNotEmpty();
    assertThat(ingested(body, stored.formatted(1, rejection, ""))).isNotEmpty();
  }

  @Test
  void requireLine_ofAStream_checksJson() {
    String path = "/api/v1/audit_events/follow";
    DESCRIPTION.requireLine(path, "application/x-ndjson", "");
    DESCRIPTION.requireLine(path, "text/event-stream", "id: 7");
    DESCRIPTION.requireLine(path, "text/event-stream", ":");
    for (String type : new String[] {"application/x-ndjson", "text/event-stream"}) {
      for (String line : new String[] {"{\"sequence\":1}", "data: {\"sequence\":1}", "x"}) {
        assertThatThrownBy(() -> DESCRIPTION.requireLine(path, type, line))
            .isInstanceOf(AssertionError.class);
      }
    }
  }

  private static List<String> ingested(String body, String answer) {
    return violations("POST", INGEST, body, 200, "application/json", answer);
  }

  private static List<String> page(Consumer<ObjectNode> corruption) {
    ObjectNode page = examplePage();
    corruption.accept(page);
    return violations("POST", QUERY, "{}", 200, "application/json", page.toString());
  }

  private static ObjectNode examplePage() {
    return DESCRIPTION
        .root()
        .at(
            ApiDescription.at("paths", QUERY, "post", "responses", "200")
                + "/content/application~1json/example")
        .deepCopy();
  }

  private static ObjectNode event(ObjectNode page) {
    return entry(page, "audit_events");
  }

  private static ObjectNode entry(ObjectNode page, String table) {
    return (ObjectNode) page.path(table).path(0);
  }

  private static List<String> violations(
      String method, String target, String sent, int status, String type, String body) {
    Map<String, List<String>> headers = new HashMap<>();
    if (!type.isEmpty()) {
      headers.put("Content-Type", List.of(type));
    }
    String[] parts = target.split("\\?", 2);
    return new ArrayList<>(
        DESCRIPTION.violations(
            new HttpExchange(
                method,
                parts[0],
                parts.length > 1 ? parts[1] : "",
                HttpHeaders.of(Map.of(), (name, value) -> true),
                sent.getBytes(StandardCharsets.UTF_8),
                new HttpExchange.Answer(
                    status, HttpHeaders.of(headers, (name, value) -> true), body)),
            "/base"));
  }
}
