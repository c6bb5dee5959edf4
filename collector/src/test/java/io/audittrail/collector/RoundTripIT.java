package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out as it was, and is recognised when it comes again. */
class RoundTripIT {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"user_ids\":null",
        "\"application_id\":null",
        "\"producer\":null,\"producer_sequence\":null",
        "\"timestamp\":5",
        "\"timestamp\":\"bad\"",
        "\"timestamp\":{\"a\":[1,{\"b\":2}]}",
        "\"deep\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
        "\"n\":1e400,\"m\":-0,\"l\":0.000,\"k\":123456789012345678901234567890",
        "\"s\":\"\\u0000\\ud800\\n\"",
        "\"\\u0000\":1",
        "\"actor\":{\"event_id\":1},\"audit_events\":[]",
        "\"producer_sequence\":123456789012345678901234567890",
      })
  void unusualEvent_isStored_andIsADuplicateWhenItComesBack(String members) {
    String event = event(id(), TIME, members);
    assertThat(collector.ingest(admin, body(event)).path("stored").asInt()).isEqualTo(1);
    assertThat(collector.ingest(admin, body(event)).path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void hugeNumber_ofManyDigits_isKept() {
    String id = id();
    String digits = "9".repeat(20_000);
    String event = event(id, "2021-03-03T00:00:00Z", "\"n\":" + digits);
    assertThat(collector.ingest(admin, body(event)).path("stored").asInt()).isEqualTo(1);
    HttpResponse<String> page =
        collector.post(
            RunningCollector.QUERY,
            admin,
            "{\"filter\":{\"timestamp\":{\"minimum\":\"2021-03-03T00:00:00Z\","
                + "\"maximum\":\"2021-03-03T00:00:01Z\"}}}");
    assertThat(page.body()).contains("\"n\":" + digits + ",");
  }

  @Test
  void pageOfOurs_postedBack_isRecognised() {
    collector.ingest(admin, body(event(id(), "2021-05-05T05:05:05.123456Z", "\"a\":[1.10]")));
    String page = collector.post(RunningCollector.QUERY, admin, "{\"limit\":1000}").body();
    int events = RunningCollector.json(page).path("audit_events").size();
    JsonNode answer = collector.ingest(admin, page);
    assertThat(answer.path("stored").asInt()).isZero();
    assertThat(answer.path("duplicates").asInt()).isEqualTo(events);
    assertThat(answer.path("rejected")).isEmpty();
  }

  @Test
  void publishedExample_isTaken() {
    String example =
        """
        {"audit_events":[{"actor_user_id":"e2148a6625225593","dataset_ids":["1e2c0a6f1e4d7c3a"],
          "event_id":"2555880060c23eb5","event_type":"get_datasets","project_ids":["1e2c0a6f1e4d7c3a"],
          "tenant_ids":["1a2b3c4d5e6f7a8b"],"timestamp":"2021-06-10T16:32:53Z"}],
         "continuation":"abc","datasets":[{"id":"1e2c0a6f1e4d7c3a","name":"collateral",
           "project_id":"9b0c7d2e5f6a1b3c","title":"Collateral"}],
         "projects":[{"id":"9b0c7d2e5f6a1b3c","name":"p","tenant_id":"1a2b3c4d5e6f7a8b"}],
         "sources":[],"status":"ok","tenants":[{"id":"1a2b3c4d5e6f7a8b","name":"acme"}],"triggers":[],
         "users":[{"display_name":"J","email":"j@x","id":"e2148a6625225593",
           "tenant_id":"1a2b3c4d5e6f7a8b","username":"j"}]}
        """;
    JsonNode answer = collector.ingest(admin, example);
    assertThat(answer.path("stored").asInt()).isEqualTo(1);
    assertThat(answer.has("rejected_resources")).isFalse();
    JsonNode page =
        collector.query(
            admin,
            "{\"filter\":{\"timestamp\":{\"minimum\":\"2021-06-10T16:32:53Z\","
                + "\"maximum\":\"2021-06-10T16:32:54Z\"}}}");
    JsonNode event = page.path("audit_events").path(0);
    assertThat(event.path("actor_tenant_id").asText()).isEqualTo("1a2b3c4d5e6f7a8b");
    assertThat(page.path("projects").toString()).contains("\"id\":\"1e2c0a6f1e4d7c3a\"");
    assertThat(page.has("continuation")).isFalse();
  }
}
