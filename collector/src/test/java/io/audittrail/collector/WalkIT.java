package io.audittrail.collector;

import static io.audittrail.collector.OwnTenants.eventOf;
import static io.audittrail.collector.OwnTenants.ids;
import static io.audittrail.collector.RunningCollector.QUERY;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract A's continuations and walks. */
class WalkIT {
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
  void continuation_isThereOnlyWhenMoreFollows() {
    String token = tenants.tenantWith("two", "2021-01-01T00:00:00Z", "2021-01-01T00:00:01Z");
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
        tenants.tenantWith(
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
    String token = tenants.tenantWith("altered", "2021-01-01T00:00:00Z", "2021-01-01T00:00:01Z");
    String good = collector.query(token, "{\"limit\":1}").path("continuation").asText();
    for (int i = 0; i < good.length(); i++) {
      char other = good.charAt(i) == 'A' ? 'B' : 'A';
      String altered = good.substring(0, i) + other + good.substring(i + 1);
      refused(collector.post(QUERY, token, continued(altered, "\"limit\":1")), 400);
    }
    for (String altered : new String[] {good + "A", good + "=", good.substring(1), good + good}) {
      refused(collector.post(QUERY, token, continued(altered, "\"limit\":1")), 400);
    }
    refused(collector.post(QUERY, tenants.tokenOf("other"), continued(good, "\"limit\":1")), 400);
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
    String token = tenants.tenantWith("walk", "2021-01-01T00:00:00Z", "2021-01-01T00:00:01Z");
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
    String token = tenants.tenantWith("snapshot", "2021-01-01T00:00:00Z", "2021-01-01T00:00:02Z");
    String continuation = collector.query(token, "{\"limit\":1}").path("continuation").asText();
    String late = eventOf("snapshot", "late", "2021-01-01T00:00:01Z");
    collector.ingest(
        token, "{\"audit_events\":[" + late + "],\"users\":[{\"id\":\"u\",\"username\":\"new\"}]}");
    JsonNode rest = collector.query(token, continued(continuation, "\"limit\":10"));
    assertThat(ids(rest)).containsExactly("e1");
    assertThat(rest.path("users").path(0).path("username").asText()).isEqualTo("new");
    assertThat(ids(collector.query(token, "{}"))).containsExactly("e0", "late", "e1");
  }

  private static String filter(String minimum) {
    return "\"filter\":{\"timestamp\":{\"minimum\":\"" + minimum + "\"}}";
  }

  private static String continued(String continuation, String members) {
    return "{\"continuation\":\"" + continuation + "\"," + members + "}";
  }
}
