package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.OwnTenants.tenant;
import static io.audittrail.collector.RunningCollector.QUERY;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.Profile;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes with the events of a page: everything that they mention, and the record of the query.
 */
class PageIT {
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
    JsonNode page = collector.query(tenants.tenantWith("nobody", "2021-01-01T00:00:00Z"), "{}");
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
    String token = tenants.tokenOf("leaves");
    try (Socket socket = RawHttp.open(collector.port())) {
      String request =
          "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 12\r\n\r\n"
              .formatted(QUERY, token);
      socket
          .getOutputStream()
          .write((request + "{\"limit\":77}").getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(
            IntStream.range(0, 500)
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

  private static List<String> entries(JsonNode page, String table) {
    List<String> entries = new ArrayList<>();
    page.path(table).forEach(entry -> entries.add(entry.toString()));
    return entries;
  }
}
