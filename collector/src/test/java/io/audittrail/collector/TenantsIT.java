package io.audittrail.collector;

import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.QUERY;
import static io.audittrail.collector.RunningCollector.json;
import static io.audittrail.collector.RunningCollector.ok;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.openapi.ApiDescription;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that is bound to a tenant sees nothing of another one, whatever it asks. */
class TenantsIT {
  private static final long SEED = System.nanoTime();

  @TempDir static Path data;
  private static RunningCollector collector;
  private static TwoTenants tenants;

  @BeforeAll
  static void fill() throws Exception {
    collector = RunningCollector.start(data);
    tenants = new TwoTenants(collector, new Random(SEED));
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"crimson", "blue"})
  void query_seesItsTenantAlone(String colour) {
    Random random = new Random(SEED);
    assertThat(walk(colour, "", random)).as("seed %d", SEED).isEqualTo(tenants.ids(colour));
    for (String filter :
        List.of(
            "\"actor_user_ids\":[\"common-user\"]",
            "\"dataset_ids\":[\"common-dataset\"],\"order\":\"descending\"",
            "\"applications\":[\"common-app\"]",
            "\"event_types\":[\"x\"]")) {
      assertThat(walk(colour, filter, random)).as(filter).isEqualTo(tenants.ids(colour));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"crimson", "blue"})
  void query_forTheOtherTenant_findsNothing(String colour) {
    String other = TwoTenants.other(colour);
    for (String filter :
        List.of(
            "\"actor_tenant_ids\":[\"" + other + "\"]",
            "\"tenant_ids\":[\"" + other + "\"]",
            "\"user_ids\":[\"only-" + other + "\"]",
            "\"text\":\"" + other + "\"",
            "\"attributes\":{\"message\":\"" + other + "\"}")) {
      assertThat(walk(colour, filter, new Random(SEED))).as(filter).isEmpty();
    }
  }

  @Test
  void query_ofAnUnboundToken_seesBoth() {
    Set<String> seen = new HashSet<>();
    String query = "{\"limit\":5000,\"filter\":{\"event_types\":[\"x\"]}}";
    for (JsonNode event : collector.query(tenants.unbound(), query).path("audit_events")) {
      seen.add(event.path("event_id").asText());
    }
    assertThat(seen).containsAll(tenants.ids("crimson")).containsAll(tenants.ids("blue"));
    assertThat(seen).hasSize(tenants.ids("crimson").size() + tenants.ids("blue").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"crimson", "blue"})
  void eventById_ofTheOtherTenant_isNotThere(String colour) {
    String other = TwoTenants.other(colour);
    String token = tenants.token(colour);
    for (String id : some(tenants.ids(colour))) {
      HttpResponse<String> found = get(INGEST + "/id/" + id, token);
      assertThat(ok(found).path("audit_events")).hasSize(1);
      assertThat(found.body()).doesNotContain(other);
    }
    for (String id : some(tenants.ids(other))) {
      refused(get(INGEST + "/id/" + id, token), 404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"crimson", "blue"})
  void count_countsItsTenantAlone(String colour) {
    String other = TwoTenants.other(colour);
    String token = tenants.token(colour);
    for (String by : List.of("type", "actor", "tenant", "user", "dataset", "application")) {
      HttpResponse<String> counted =
          collector.post(
              INGEST + "/count",
              token,
              "{\"bucket\":\"minute\",\"by\":\"%s\",\"filter\":{\"event_types\":[\"x\"]}}"
                  .formatted(by));
      assertThat(ok(counted).path("total").asInt())
          .as("seed %d, by %s", SEED, by)
          .isEqualTo(tenants.ids(colour).size());
      assertThat(counted.body()).doesNotContain(other);
    }
    String hidden = "{\"filter\":{\"actor_tenant_ids\":[\"" + other + "\"]}}";
    assertThat(ok(collector.post(INGEST + "/count", token, hidden)).path("total").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"crimson", "blue"})
  void follow_sendsItsTenantAlone(String colour) throws Exception {
    Set<String> seen = new HashSet<>();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                collector.request(INGEST + "/follow?after=0", tenants.token(colour)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      while (seen.size() < tenants.ids(colour).size()) {
        String line = lines.readLine();
        assertThat(line).isNotNull().doesNotContain(TwoTenants.other(colour));
        ApiDescription.ofCollector().requireLine(INGEST + "/follow", "application/x-ndjson", line);
        JsonNode event = json(line).path("audit_events").path(0);
        if (event.path("event_type").asText().equals("x")) {
          seen.add(event.path("event_id").asText());
        }
      }
    }
    assertThat(seen).as("seed %d", SEED).isEqualTo(tenants.ids(colour));
  }

  @ParameterizedTest
  @ValueSource(strings = {"crimson", "blue"})
  void applicationEvents_areThoseOfItsTenantAlone(String colour) {
    String token = tenants.token(colour);
    HttpResponse<String> page = get("/1/applications/common-app/events?limit=1000", token);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain(TwoTenants.other(colour));
    assertThat(json(page.body()).path("data")).hasSize(tenants.ids(colour).size());
  }

  private static HttpResponse<String> get(String path, String token) {
    return collector.send(collector.request(path, token).GET());
  }

  private static List<String> some(Set<String> ids) {
    return new ArrayList<>(ids).subList(0, 10);
  }

  /** Walks all pages; no page may hold the other tenant's word but where it echoes the question. */
  private static Set<String> walk(String colour, String filter, Random random) {
    Set<String> seen = new HashSet<>();
    String continuation = "null";
    do {
      String query =
          "{\"limit\":%d,\"continuation\":%s,\"filter\":{%s}}"
              .formatted(1 + random.nextInt(200), continuation, filter);
      String page = collector.post(QUERY, tenants.token(colour), query).body();
      JsonNode json = json(page);
      assertThat(json.path("status").asText()).as(page).isEqualTo("ok");
      for (JsonNode event : json.path("audit_events")) {
        if (event.path("event_type").asText().equals("x")) {
          assertThat(seen.add(event.path("event_id").asText())).isTrue();
          assertThat(event.toString()).doesNotContain(TwoTenants.other(colour));
        }
      }
      for (String table : List.of("users", "tenants", "projects", "datasets", "triggers")) {
        assertThat(json.path(table).toString()).doesNotContain(TwoTenants.other(colour));
      }
      continuation = json.path("continuation").toString();
    } while (!continuation.isEmpty());
    return seen;
  }
}
