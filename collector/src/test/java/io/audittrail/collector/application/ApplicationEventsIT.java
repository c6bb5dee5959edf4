package io.audittrail.collector.application;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.application.Applications.event;
import static io.audittrail.collector.application.Applications.events;
import static io.audittrail.collector.application.Applications.ids;
import static io.audittrail.collector.application.Applications.next;
import static io.audittrail.collector.application.Applications.ofType;
import static io.audittrail.collector.application.Applications.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.collector.RawHttp;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import io.audittrail.event.AuditEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of applications: each parameter, each part of an answer, each error. */
class ApplicationEventsIT {
  private static final String ODD = "a/b c%d+e;f?g#h.é";

  @TempDir static Path data;
  private static RunningCollector collector;
  private static Applications applications;
  private static String token;

  @BeforeAll
  static void fill() throws Exception {
    collector = RunningCollector.start(data, "--base-path", "/org/tenant");
    applications = new Applications(collector);
    token = collector.token("t", Permission.AUDIT_READ, Permission.AUDIT_WRITE);
    collector.ingest(
        token,
        body(
            event("e3", "app", 1_514_929_199.000001),
            ofType("application_replay", event("e1", "app", 1_514_929_197.486502)),
            ofType("x.own", event("e2", "app", 1_514_929_198)),
            event("e2b", "app", 1_514_929_198),
            event("e4", "app", 1_514_929_200.5),
            event("far", "future", 95_617_584_000.25),
            event("odd", ODD, 1_514_929_198),
            event("elsewhere", "app2", 1_514_929_198)));
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  private static List<String> read(String... parameters) {
    return ids(applications.ok(events("app", parameters), token));
  }

  @Test
  void events_withoutParameters_areAllInOrderOfTimeThenId() {
    JsonNode page = applications.ok("/1/applications/app/events", token);
    assertThat(ids(page)).containsExactly("e1", "e2", "e2b", "e3", "e4");
    assertThat(next(page)).isNull();
    assertThat(read()).containsExactly("e1", "e2", "e2b", "e3", "e4");
  }

  @Test
  void event_hasEveryKey() {
    JsonNode event = applications.ok(events("app"), token).path("data").get(0);
    assertThat(event.toString())
        .isEqualTo(
            "{\"application_id\":\"app\",\"event_id\":\"e1\",\"type\":\"application_replay\","
                + "\"created_at\":1.514929197486502E9,\"message\":null,\"event_data\":null}");
    String text = applications.get(events("app"), token).body();
    assertThat(text)
        .contains("\"created_at\":1514929197.486502,")
        .contains("\"created_at\":1514929198.0,")
        .contains("\"created_at\":1514929199.000001,")
        .contains("\"created_at\":1514929200.5,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"event_data\":{\"replayed\": 10, \"a\": [1.50, \"x y\"]} | {\"replayed\":10,\"a\":[1.50,\"x y\"]}",
        "\"event_data\":\"{\\\"replayed\\\": 10}\" | {\"replayed\": 10}",
        "\"event_data\":\"no json\" | no json",
        "\"event_data\":[1, 2] | [1,2]",
        "\"event_data\":12.50 | 12.50",
        "\"event_data\":true | true",
        "\"event_data\":\"\" | ``",
        "\"event_data\":null |",
        "\"other\":1 |"
      })
  void eventData_ofAnyValue_isItsJsonAsString(String member, String text) {
    String id = "data" + Integer.toHexString(member.hashCode());
    collector.ingest(token, body(event(id, id, 5, member, "\"message\":\"m é\"")));
    JsonNode event = applications.ok(events(id), token).path("data").get(0);
    assertThat(event.path("message").asText()).isEqualTo("m é");
    assertThat(event.path("event_data").textValue()).isEqualTo(text);
  }

  @Test
  void event_builtByTheApi_isInTheView() {
    AuditEvent built =
        AuditEvent.of(DocumentedEventType.APPLICATION_REPLAY)
            .actor("u", "t")
            .application("built")
            .message("Replay of 10 media started")
            .eventData(Map.of("replayed", 10))
            .build();
    collector.ingest(token, built.toString());
    JsonNode event = applications.ok(events("built"), token).path("data").get(0);
    assertThat(event.path("event_id").asText()).isEqualTo(built.id());
    assertThat(event.path("type").asText()).isEqualTo("application_replay");
    assertThat(event.path("message").asText()).isEqualTo("Replay of 10 media started");
    assertThat(event.path("event_data").textValue()).isEqualTo("{\"replayed\":10}");
  }

  @Test
  void event_isInTheViewOfContractAToo() {
    JsonNode page =
        collector.query(
            token,
            "{\"filter\":{\"timestamp\":{\"minimum\":\"2018-01-02T21:39:57Z\","
                + "\"maximum\":\"2018-01-02T21:39:58Z\"}}}");
    assertThat(page.toString()).contains("\"application_id\":\"app\"");
  }

  @Test
  void window_isHalfOpenOnTheExactTime() {
    assertThat(read("start=1514929198", "end=1514929199.000001")).containsExactly("e2", "e2b");
    assertThat(read("start=1514929197.486502", "end=1514929198")).containsExactly("e1");
    assertThat(read("start=1514929197.4865021", "end=1514929198.0000001"))
        .containsExactly("e2", "e2b");
    assertThat(read("start=1514929199.000001", "end=1514929199.000002")).containsExactly("e3");
    assertThat(read("start=5", "end=4")).isEmpty();
    assertThat(read("start=1e12")).isEmpty();
  }

  @Test
  void end_byDefault_isNow() {
    assertThat(ids(applications.ok(events("future"), token))).isEmpty();
    assertThat(ids(applications.ok(events("future", "end=95617584001"), token)))
        .containsExactly("far");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event_types=x.own&event_types=application_replay",
        "event_types=x.own,application_replay",
        "event_types=%5B%22x.own%22%2C+%22application_replay%22%5D",
        "event_types=x.own&event_types=nothing&event_types=application_replay"
      })
  void eventTypes_inAnySpelling_areAnyOf(String parameters) {
    assertThat(read(parameters)).containsExactly("e1", "e2");
  }

  @Test
  void eventTypes_thatNoEventHas_giveAnEmptyPage() {
    assertThat(read("event_types=model_release")).isEmpty();
    assertThat(read("event_types=model+released")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"True", "true", "TRUE", "tRuE"})
  void reverse_inAnyCase_isTheOtherEnd(String value) {
    assertThat(read("reverse=" + value)).containsExactly("e4", "e3", "e2b", "e2", "e1");
    assertThat(read("reverse=" + value, "limit=2")).containsExactly("e4", "e3");
    assertThat(read("reverse=False")).containsExactly("e1", "e2", "e2b", "e3", "e4");
  }

  @Test
  void limit_aboveTheLargestPage_isTheLargestPage() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1_001; i++) {
      many.append(i == 0 ? "" : ",").append(event("m" + i, "many", 100));
    }
    collector.ingest(token, body(many.toString()));
    for (String limit : List.of("", "limit=1001", "limit=99999999999999999999")) {
      JsonNode page = applications.ok(events("many", limit), token);
      assertThat(page.path("data").size()).isEqualTo(1_000);
      assertThat(next(page)).contains("limit=1000&");
    }
    assertThat(applications.walk(events("many"), token)).hasSize(1_001).doesNotHaveDuplicates();
  }

  @Test
  void limit_asManyAsThereAre_hasNoNext() {
    assertThat(next(applications.ok(events("app", "limit=5"), token))).isNull();
    assertThat(next(applications.ok(events("app", "limit=4"), token))).isNotNull();
    String one = events("app", "event_types=x.own", "limit=1");
    assertThat(next(applications.ok(one, token))).isNull();
  }

  @Test
  void next_carriesEverything() {
    JsonNode page =
        applications.ok(
            events(
                "app",
                "start=1514929197.25",
                "end=1514929200",
                "limit=1",
                "reverse=True",
                "event_types=x.own,model_released"),
            token);
    assertThat(next(page))
        .startsWith(
            "http://127.0.0.1:%d/1/applications/app/events?start=1514929197.25&end=1514929200.0"
                    .formatted(collector.port())
                + "&limit=1&reverse=true&event_types=model_released&event_types=x.own&cursor=");
    assertThat(applications.walk(events("app", "limit=1"), token))
        .containsExactly("e1", "e2", "e2b", "e3", "e4");
    assertThat(applications.walk(events("app", "limit=2", "reverse=true"), token))
        .containsExactly("e4", "e3", "e2b", "e2", "e1");
  }

  @Test
  void next_hasTheAddressThatTheRequestNamed() throws Exception {
    String base = next(applications.ok("/org/tenant" + events("app", "limit=1"), token));
    assertThat(base).contains("/org/tenant/1/applications/app/events?");
    assertThat(ids(Applications.ok(applications.follow(base, token)))).containsExactly("e2");
    String answer =
        RawHttp.send(
            collector.port(),
            "GET /1/applications/app/events?limit=1 HTTP/1.1\r\nHost: audit.example.org\r\n"
                + "Connection: close\r\nAuthorization: Bearer "
                + token
                + "\r\n\r\n");
    assertThat(answer).contains("\"next\":\"http://audit.example.org/1/applications/app/events?");
  }

  @Test
  void publicUrl_standsBeforeLinks(@TempDir Path other) throws Exception {
    try (RunningCollector behindProxy =
        RunningCollector.start(other, "--public-url", "https://audit.example.org/a/")) {
      String all = behindProxy.token((String) null, Permission.ADMIN);
      behindProxy.ingest(all, body(event("1", "app", 1), event("2", "app", 2)));
      JsonNode page = new Applications(behindProxy).ok(events("app", "limit=1"), all);
      assertThat(next(page)).startsWith("https://audit.example.org/a/1/applications/app/events?");
    }
  }

  @Test
  void applicationId_ofAnyText_isDecodedOnce() {
    JsonNode page = applications.ok(events(ODD), token);
    assertThat(page.path("data").get(0).path("application_id").asText()).isEqualTo(ODD);
    collector.ingest(token, body(event("odd2", ODD, 1_514_929_199)));
    assertThat(applications.walk(events(ODD, "limit=1"), token)).containsExactly("odd", "odd2");
    assertThat(applications.ok(events(ODD).replace("/events?", ""), token).path("name").asText())
        .isEqualTo(ODD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start=nan",
        "start=inf",
        "start=-1",
        "start=x",
        "start=",
        "end=-inf",
        "end=NaN",
        "end=-0.5",
        "end=2018-01-02T00:00:00Z",
        "limit=0",
        "limit=-1",
        "limit=1.0",
        "limit=x",
        "limit=",
        "limit=1&limit=1",
        "start=1&start=2",
        "reverse=yes",
        "reverse=",
        "cursor=",
        "cursor=x",
        "cursor=AAAA",
        "event_types=%5B1%5D",
        "event_types=%5B%22a%22"
      })
  void parameter_thatIsNotAllowed_isRefusedByName(String parameters) {
    String name = parameters.substring(0, parameters.indexOf('='));
    assertThat(refused(applications.get(events("app", parameters), token), 400)).contains(name);
  }

  @Test
  void query_badlyEncoded_isRefused() throws Exception {
    String answer =
        RawHttp.send(
            collector.port(),
            "GET /1/applications/app/events?start=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Authorization: Bearer "
                + token
                + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"message\":\"");
  }

  @Test
  void cursor_ofAnotherQuestion_isRefused() {
    String address = next(applications.ok(events("app", "limit=1", "start=1", "end=2e9"), token));
    String cursor = address.substring(address.indexOf("cursor="));
    assertThat(read(cursor, "start=1")).containsExactly("e2", "e2b", "e3", "e4");
    assertThat(read(cursor, "start=1.0", "end=2000000000", "reverse=FALSE", "limit=1"))
        .containsExactly("e2");
    for (String other : List.of("start=2", "end=1", "reverse=true", "event_types=x.own")) {
      refused(applications.get(events("app", cursor, other), token), 400);
    }
    refused(applications.get(events("app2", cursor), token), 400);
    String unbound = collector.token((String) null, Permission.AUDIT_READ);
    refused(applications.get(events("app", cursor), unbound), 400);
    for (int i = "cursor=".length(); i < cursor.length(); i += 7) {
      char altered = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String bad = cursor.substring(0, i) + altered + cursor.substring(i + 1);
      refused(applications.get(events("app", bad), token), 400);
    }
  }

  @Test
  void application_withoutEventsOrOfAnotherTenant_isNotFound() {
    String stranger = collector.token("stranger", Permission.AUDIT_READ);
    for (String path :
        List.of("/1/applications/app", "/1/applications/app/eventTypes", events("app"))) {
      assertThat(refused(applications.get(path, stranger), 404)).contains("\"app\"");
    }
    refused(applications.get(events("nil"), token), 404);
    refused(applications.get("/1/applications/nil/eventTypes", token), 404);
    refused(applications.get("/1/applications/nil", token), 404);
    refused(applications.get("/1/applications/" + "x".repeat(600) + "/events", token), 404);
    refused(applications.get("/1/nothing", token), 404);
    refused(applications.get("/org/tenant/1/nothing", token), 404);
  }

  @Test
  void errorsOfTheServer_haveContractBsForm() {
    refused(applications.get(events("app"), null), 401);
    refused(applications.get(events("app"), "at_0123456789abcdef.x"), 401);
    refused(applications.get(events("app"), "aa_AAAA"), 401);
    String writer = collector.token("t", Permission.AUDIT_WRITE);
    refused(applications.get(events("app"), writer), 403);
    refused(
        collector.send(collector.request(events("app"), token).POST(BodyPublishers.noBody())), 405);
    refused(applications.get("/1/applications/%FF/events", token), 400);
  }

  @Test
  void eventTypes_ofAnApplication_areThoseOfItsEvents() {
    JsonNode types = applications.ok("/1/applications/app/eventTypes", token);
    assertThat(types.toString())
        .isEqualTo("{\"data\":[\"application_replay\",\"model_released\",\"x.own\"]}");
    assertThat(applications.ok("/1/applications/app", token).toString())
        .isEqualTo("{\"application_id\":\"app\",\"name\":\"app\"}");
  }

  @Test
  void reads_areRecorded() {
    collector.ingest(token, body(event("seen", "watched", 7)));
    applications.ok(
        events("watched", "limit=3", "start=0.5", "reverse=true", "event_types=model_released"),
        token);
    applications.ok("/1/applications/watched", token);
    applications.ok("/1/applications/watched/eventTypes", token);
    refused(applications.get(events("nowhere"), token), 404);
    String log = recordsUntil("\"application\":\"nowhere\"");
    assertThat(log)
        .contains(
            "\"read\":\"application_events\",\"application\":\"watched\",\"filter\":{\"start\":0.5,"
                + "\"event_types\":[\"model_released\"]},\"limit\":3,\"reverse\":true,"
                + "\"continued\":false,\"returned\":1")
        .contains("\"read\":\"application\",\"application\":\"watched\"")
        .contains("\"read\":\"event_types\",\"application\":\"watched\"")
        .contains("\"read\":\"application_events\",\"application\":\"nowhere\"");
    assertThat(ids(applications.ok(events("watched"), token))).containsExactly("seen");
    refused(applications.get(events("nowhere"), token), 404);
  }

  /** What contract A shows of this century when the last record, which comes behind, is there. */
  private static String recordsUntil(String last) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (true) {
      JsonNode page =
          collector.query(
              token,
              "{\"limit\":1000,\"filter\":{\"timestamp\":{\"minimum\":\"2019-01-01T00:00:00Z\"}}}");
      if (page.toString().contains(last)) {
        return page.toString();
      }
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  @Test
  void head_hasNoBody() {
    var response =
        collector.send(
            collector.request(events("app"), token).method("HEAD", BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }
}
