package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.QUERY;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.Profile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract A's query, sentence by sentence; each test has a tenant of its own. */
class QueryIT {
  private static final List<String> TABLES =
      List.of("users", "tenants", "projects", "datasets", "sources", "triggers");

  @TempDir static Path data;
  private static RunningCollector collector;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data);
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  /** The tenant of a test, whose label may be anything. */
  private static String tenant(String label) {
    return "t" + Integer.toHexString(label.hashCode());
  }

  private static String tokenOf(String label) {
    return collector.token(tenant(label), Permission.ADMIN);
  }

  /** Fills a tenant of its own with events at the given times and returns its token. */
  private static String tenantWith(String label, String... times) {
    String token = tokenOf(label);
    List<String> events = new ArrayList<>();
    for (String time : times) {
      events.add(eventOf(label, "e" + events.size(), time));
    }
    assertThat(collector.ingest(token, body(events.toArray(String[]::new))).path("stored").asInt())
        .isEqualTo(times.length);
    return token;
  }

  /** An event of a tenant of its own; ids are unique in the whole store. */
  private static String eventOf(String label, String id, String time) {
    return event(id + "." + tenant(label), time).replace("\"t\"", "\"" + tenant(label) + "\"");
  }

  /** The ids of a page without those of the queries that were recorded meanwhile. */
  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    for (JsonNode event : page.path("audit_events")) {
      if (!event.path("event_type").asText().equals("audit_event_query")) {
        ids.add(event.path("event_id").asText().split("\\.")[0]);
      }
    }
    return ids;
  }

  @Test
  void query_ofAnEmptyTenant_hasEveryTableAndNoContinuation() {
    JsonNode page = collector.query(tokenOf("empty"), "{}");
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
    String token = tokenOf("parts");
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
    JsonNode event = collector.query(tenantWith(tenant, exact), "{}").path("audit_events").path(0);
    if (event.path("event_type").asText().equals("audit_event_query")) {
      event = collector.query(tokenOf(tenant), "{}").path("audit_events").path(1);
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
        tenantWith(
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
    assertThat(ids(collector.query(tenantWith(tenant, "2021-01-01T00:00:00Z"), query)))
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
    String message = refused(collector.post(QUERY, tokenOf("bad " + query), query), 400);
    assertThat(message).contains(reason);
  }

  @Test
  void order_isExactTimeThenId_whateverTheOrderOfArrival() {
    String token =
        tenantWith(
            "order",
            "2021-01-01T00:00:00.000002Z",
            "2021-01-01T00:00:00.000001Z",
            "1999-01-01T00:00:00Z",
            "2021-01-01T00:00:00.000001Z");
    assertThat(ids(collector.query(token, "{}"))).containsExactly("e2", "e1", "e3", "e0");
  }

  @Test
  void limit_isTheSizeOfAPage_128ByDefaultAnd1000AtMost() {
    String token = tokenOf("limits");
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

  @Test
  void continuation_isThereOnlyWhenMoreFollows() {
    String token = tenantWith("two", "2021-01-01T00:00:00Z", "2021-01-01T00:00:01Z");
    String window = "\"filter\":{\"timestamp\":{\"maximum\":\"2021-01-02T00:00:00Z\"}}";
    JsonNode first = collector.query(token, "{\"limit\":1," + window + "}");
    String continuation = first.path("continuation").asText();
    assertThat(continuation).matches("[A-Za-z0-9_-]+");
    JsonNode second =
        collector.query(
            token, "{\"limit\":1," + window + ",\"continuation\":\"" + continuation + "\"}");
    assertThat(ids(second)).containsExactly("e1");
    assertThat(second.has("continuation")).isFalse();
    assertThat(collector.query(token, "{\"limit\":2," + window + "}").has("continuation"))
        .isFalse();
  }

  @Test
  void continuation_isComparedWithTheFilterByMeaning() {
    String token =
        tenantWith(
            "meaning", "2021-01-01T00:00:00Z", "2021-01-01T00:00:01Z", "2021-01-01T00:00:02Z");
    String continuation =
        collector
            .query(token, "{\"limit\":1," + filter("2021-01-01T00:00:00Z") + "}")
            .path("continuation")
            .asText();
    for (String same :
        new String[] {
          "2021-01-01T00:00:00+00:00", "2021-01-01T01:00:00.000+01:00", "2020-12-31T23:59:59.5Z"
        }) {
      assertThat(ids(collector.query(token, continued(continuation, filter(same)))).get(0))
          .isEqualTo("e1");
    }
    refused(
        collector.post(QUERY, token, continued(continuation, filter("2021-01-01T00:00:01Z"))), 400);
    refused(collector.post(QUERY, token, continued(continuation, "\"filter\":{}")), 400);
  }

  @Test
  void continuation_alteredOrForeign_isRefused() {
    String token = tenantWith("altered", "2021-01-01T00:00:00Z", "2021-01-01T00:00:01Z");
    String good = collector.query(token, "{\"limit\":1}").path("continuation").asText();
    for (int i = 0; i < good.length(); i++) {
      char other = good.charAt(i) == 'A' ? 'B' : 'A';
      String altered = good.substring(0, i) + other + good.substring(i + 1);
      refused(collector.post(QUERY, token, continued(altered, "\"limit\":1")), 400);
    }
    for (String altered : new String[] {good + "A", good + "=", good.substring(1), good + good}) {
      refused(collector.post(QUERY, token, continued(altered, "\"limit\":1")), 400);
    }
    refused(collector.post(QUERY, tokenOf("other"), continued(good, "\"limit\":1")), 400);
    refused(
        collector.post(
            QUERY,
            collector.token((String) null, Permission.ADMIN),
            continued(good, "\"limit\":1")),
        400);
    assertThat(ids(collector.query(token, continued(good, "\"limit\":1")))).containsExactly("e1");
  }

  @Test
  void walk_withLimitOneAndNoMaximum_ends() {
    String token = tenantWith("walk", "2021-01-01T00:00:00Z", "2021-01-01T00:00:01Z");
    Set<String> seen = new HashSet<>();
    String query = "{\"limit\":1}";
    int pages = 0;
    for (JsonNode page = collector.query(token, query); ; page = collector.query(token, query)) {
      assertThat(++pages).isLessThan(20);
      assertThat(page.path("audit_events")).hasSize(1);
      String id = page.path("audit_events").path(0).path("event_id").asText();
      assertThat(seen.add(id.split("\\.")[0])).isTrue();
      if (!page.has("continuation")) {
        break;
      }
      query = continued(page.path("continuation").asText(), "\"limit\":1");
    }
    assertThat(seen).contains("e0", "e1");
  }

  @Test
  void walk_showsTheStoreAsItWasAtItsFirstPage_butSideTablesAsTheyAre() {
    String token = tenantWith("snapshot", "2021-01-01T00:00:00Z", "2021-01-01T00:00:02Z");
    String continuation = collector.query(token, "{\"limit\":1}").path("continuation").asText();
    String late = eventOf("snapshot", "late", "2021-01-01T00:00:01Z");
    collector.ingest(
        token, "{\"audit_events\":[" + late + "],\"users\":[{\"id\":\"u\",\"username\":\"new\"}]}");
    JsonNode rest = collector.query(token, continued(continuation, "\"limit\":10"));
    assertThat(ids(rest)).containsExactly("e1");
    assertThat(rest.path("users").path(0).path("username").asText()).isEqualTo("new");
    assertThat(ids(collector.query(token, "{}"))).containsExactly("e0", "late", "e1");
  }

  @Test
  void sideTables_describeWhatThePageMentions_andWhatThatMentions() {
    String token = collector.token((String) null, Permission.ADMIN);
    collector.ingest(
        token,
        """
        {"audit_events":[{"event_id":"closure","event_type":"x","timestamp":"2001-01-01T00:00:00Z",
           "actor_user_id":"cl-u","actor_tenant_id":"cl-t","tenant_ids":["cl-t2"],
           "user_ids":["cl-u2","cl-nobody"],"trigger_ids":["cl-tr"],"source_ids":["cl-s"],
           "dataset_ids":["cl-unknown"]}],
         "users":[{"id":"cl-u","tenant_id":"cl-t","username":"un","email":"e@x","display_name":"dn"},
                  {"id":"cl-u2","tenant_id":"cl-t3","username":"u2","extra":[1]}],
         "triggers":[{"id":"cl-tr","dataset_id":"cl-d","name":"trn","title":"trt"}],
         "datasets":[{"id":"cl-d","project_id":"cl-p","name":"dn","title":"dt"}],
         "projects":[{"id":"cl-p","tenant_id":"cl-t4","name":"pn"}],
         "tenants":[{"id":"cl-t","name":"tn"}],
         "sources":[{"id":"cl-s","project_id":"cl-p2","name":"sn","title":"st"}]}
        """);
    JsonNode page =
        collector.query(
            token,
            "{\"filter\":{\"timestamp\":{\"minimum\":\"2001-01-01T00:00:00Z\","
                + "\"maximum\":\"2001-01-01T00:00:01Z\"}}}");
    assertThat(page.path("users").toString())
        .isEqualTo(
            "[{\"id\":\"cl-u\",\"tenant_id\":\"cl-t\",\"username\":\"un\",\"email\":\"e@x\","
                + "\"display_name\":\"dn\"},"
                + "{\"id\":\"cl-u2\",\"tenant_id\":\"cl-t3\",\"username\":\"u2\",\"email\":\"\","
                + "\"display_name\":\"u2\"},"
                + "{\"id\":\"cl-nobody\",\"tenant_id\":\"\",\"username\":\"cl-nobody\","
                + "\"email\":\"\",\"display_name\":\"cl-nobody\"}]");
    assertThat(entries(page, "tenants"))
        .containsExactlyInAnyOrder(
            "{\"id\":\"cl-t\",\"name\":\"tn\"}",
            "{\"id\":\"cl-t2\",\"name\":\"cl-t2\"}",
            "{\"id\":\"cl-t3\",\"name\":\"cl-t3\"}",
            "{\"id\":\"cl-t4\",\"name\":\"cl-t4\"}");
    assertThat(entries(page, "projects"))
        .containsExactlyInAnyOrder(
            "{\"id\":\"cl-p\",\"tenant_id\":\"cl-t4\",\"name\":\"pn\"}",
            "{\"id\":\"cl-p2\",\"tenant_id\":\"\",\"name\":\"cl-p2\"}");
    assertThat(entries(page, "datasets"))
        .containsExactlyInAnyOrder(
            "{\"id\":\"cl-d\",\"project_id\":\"cl-p\",\"name\":\"dn\",\"title\":\"dt\"}",
            "{\"id\":\"cl-unknown\",\"project_id\":\"\",\"name\":\"cl-unknown\","
                + "\"title\":\"cl-unknown\"}");
    assertThat(entries(page, "sources"))
        .containsExactly(
            "{\"id\":\"cl-s\",\"project_id\":\"cl-p2\",\"name\":\"sn\",\"title\":\"st\"}");
    assertThat(entries(page, "triggers"))
        .containsExactly(
            "{\"id\":\"cl-tr\",\"dataset_id\":\"cl-d\",\"name\":\"trn\",\"title\":\"trt\"}");
  }

  @Test
  void actorWhomNobodyDescribed_hasAnEntryWithTheTenantOfItsEvent() {
    JsonNode page = collector.query(tenantWith("nobody", "2021-01-01T00:00:00Z"), "{}");
    assertThat(page.path("users").path(0).toString())
        .isEqualTo(
            "{\"id\":\"u\",\"tenant_id\":\""
                + tenant("nobody")
                + "\",\"username\":\"u\",\"email\":\"\",\"display_name\":\"u\"}");
  }

  @Test
  void query_isRecordedAsAnEventOfTheTokensUser() {
    String token =
        collector.token(
            new Profile("recorded", "auditor-1", "ann", "ann@x", "Ann"), Permission.AUDIT_READ);
    String body =
        "{\"limit\":7,\"filter\":{\"timestamp\":{\"minimum\":\"2021-01-01T00:00:00+00:00\"}}}";
    collector.query(token, body);
    refused(collector.post(QUERY, token, "{\"limit\":0}"), 400);
    JsonNode event = awaitEvents(token, 1).get(0);
    assertThat(event.path("event_type").asText()).isEqualTo("audit_event_query");
    assertThat(event.path("event_id").asText()).matches("[0-9a-f]{32}");
    assertThat(event.path("actor_user_id").asText()).isEqualTo("auditor-1");
    assertThat(event.path("actor_tenant_id").asText()).isEqualTo("recorded");
    assertThat(event.path("filter").toString())
        .isEqualTo("{\"timestamp\":{\"minimum\":\"2021-01-01T00:00:00+00:00\"}}");
    assertThat(event.path("limit").asInt()).isEqualTo(7);
    assertThat(event.path("returned").asInt()).isZero();
  }

  @Test
  void query_isRecordedEvenIfTheClientLeaves() throws Exception {
    String token = tokenOf("leaves");
    try (java.net.Socket socket = RawHttp.open(collector.port())) {
      String request =
          "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 12\r\n\r\n"
              .formatted(QUERY, token);
      socket
          .getOutputStream()
          .write((request + "{\"limit\":77}").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    assertThat(
            java.util.stream.IntStream.range(0, 500)
                .anyMatch(
                    i ->
                        collector
                            .query(token, "{}")
                            .path("audit_events")
                            .toString()
                            .contains("\"limit\":77")))
        .isTrue();
  }

  @Test
  void query_withoutUserAndTenant_isRecordedAsTheTokenInTheCollectorsTenant() {
    String token = collector.token((String) null, Permission.AUDIT_READ);
    collector.query(token, "{\"limit\":3}");
    String id = token.substring("at_".length(), token.indexOf('.'));
    String reader = collector.token("collector", Permission.AUDIT_READ);
    assertThat(awaitEvents(reader, 1))
        .anyMatch(
            event ->
                event.path("actor_user_id").asText().equals(id)
                    && event.path("actor_tenant_id").asText().equals("collector"));
  }

  @Test
  void authUser_tellsWhoseTokenItIs() {
    String token =
        collector.token(new Profile("t", "auditor-1", "ann", "ann@x", "Ann"), Permission.ADMIN);
    JsonNode answer = RunningCollector.ok(get("/auth/user", token));
    JsonNode user = answer.path("user");
    assertThat(names(user))
        .containsExactly(
            "id",
            "username",
            "email",
            "created",
            "verified",
            "global_permissions",
            "sso_global_permissions",
            "organisation_permissions",
            "derived_organisation_permissions",
            "derived_user_global_permissions",
            "derived_global_permissions",
            "last_login_at",
            "is_support_user");
    assertThat(user.path("id").asText()).isEqualTo("auditor-1");
    assertThat(user.path("username").asText()).isEqualTo("ann");
    assertThat(user.path("email").asText()).isEqualTo("ann@x");
    assertThat(user.path("created").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(user.path("verified").isBoolean() && user.path("verified").asBoolean()).isTrue();
    assertThat(user.path("global_permissions").toString()).isEqualTo("[\"audit-read\"]");
    assertThat(user.path("organisation_permissions").toString()).isEqualTo("{}");
    assertThat(user.path("last_login_at").isNull()).isTrue();
    assertThat(user.path("is_support_user").asBoolean()).isFalse();
    String writer = collector.token((String) null, Permission.AUDIT_WRITE);
    assertThat(
            RunningCollector.ok(get("/auth/user", writer)).path("user").path("global_permissions"))
        .isEmpty();
  }

  @Test
  void health_needsNoToken() {
    assertThat(get("/healthz", null).body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(get("/readyz", null).body()).isEqualTo("{\"status\":\"ok\"}");
  }

  private static HttpResponse<String> get(String path, String token) {
    return collector.send(collector.request(path, token).GET());
  }

  @Test
  void permissions_areAskedFor() {
    String writer = collector.token((String) null, Permission.AUDIT_WRITE);
    String reader = collector.token((String) null, Permission.AUDIT_READ);
    assertThat(refused(collector.post(QUERY, writer, "{}"), 403)).contains("audit-read");
    assertThat(refused(collector.post(RunningCollector.INGEST, reader, "{}"), 403))
        .contains("audit-write");
    for (String path : new String[] {QUERY, RunningCollector.INGEST}) {
      HttpResponse<String> none = collector.post(path, null, "{}");
      refused(none, 401);
      assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      refused(collector.post(path, reader + "x", "{}"), 401);
      refused(collector.post(path, "at_0000000000000000.x", "{}"), 401);
      refused(collector.post(path, "nonsense", "{}"), 401);
    }
    refused(get("/auth/user", null), 401);
    HttpRequest.Builder basic =
        collector.request("/auth/user", null).header("Authorization", "Basic " + reader).GET();
    refused(collector.send(basic), 401);
    HttpRequest.Builder lower =
        collector.request("/auth/user", null).header("authorization", "bEARER " + reader).GET();
    RunningCollector.ok(collector.send(lower));
  }

  private static List<JsonNode> awaitEvents(String token, int count) {
    for (int i = 0; i < 200; i++) {
      JsonNode events = collector.query(token, "{}").path("audit_events");
      if (events.size() >= count) {
        List<JsonNode> list = new ArrayList<>();
        events.forEach(list::add);
        return list;
      }
    }
    throw new AssertionError("the query was not recorded");
  }

  private static String filter(String minimum) {
    return "\"filter\":{\"timestamp\":{\"minimum\":\"" + minimum + "\"}}";
  }

  private static String continued(String continuation, String members) {
    return "{\"continuation\":\"" + continuation + "\"," + members + "}";
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> entries(JsonNode page, String table) {
    List<String> entries = new ArrayList<>();
    page.path(table).forEach(entry -> entries.add(entry.toString()));
    return entries;
  }
}
