package io.audittrail.collector.application;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.application.Applications.event;
import static io.audittrail.collector.application.Applications.events;
import static io.audittrail.collector.application.Applications.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.Jar;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.Profile;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What contract B's clients call before they read events. */
class AccessTokenIT {
  @TempDir Path data;

  private static HttpResponse<String> trade(
      RunningCollector collector, String query, String authorization) {
    return collector.send(
        collector.request("/1/token" + query, null).header("Authorization", authorization));
  }

  private static String access(RunningCollector collector, String key, String query) {
    JsonNode answer = Applications.ok(trade(collector, query, "Key " + key));
    assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.path("expires_in").asInt()).isEqualTo(3_600);
    return answer.path("access_token").asText();
  }

  @Test
  void token_isTradedForNoMoreThanItMayDo() throws Exception {
    try (RunningCollector collector = RunningCollector.start(data)) {
      String all = collector.token((String) null, Permission.ADMIN);
      String bound = collector.token("t", Permission.AUDIT_READ);
      assertThat(trade(collector, "?tenant_id=u", "Key " + bound).statusCode()).isEqualTo(401);
      refused(trade(collector, "?tenant_id=u", "Key " + bound), 401);
      refused(trade(collector, "", "Key nonsense"), 401);
      refused(trade(collector, "", "Bearer " + bound), 401);
      refused(trade(collector, "", "Key " + access(collector, bound, "")), 401);
      refused(trade(collector, "?tenant_id=" + "t".repeat(513), "Key " + all), 400);
      refused(trade(collector, "?tenant_id=t&tenant_id=t", "Key " + all), 400);
      refused(collector.send(collector.request("/1/token", null)), 401);
      for (String query : new String[] {"", "?tenant_id=", "?tenant_id=t"}) {
        String token = access(collector, bound, query);
        assertThat(
                RunningCollector.refused(collector.post("/api/v1/audit_events", token, "{}"), 403))
            .contains("audit-write");
        assertThat(new Applications(collector).ok("/1/tenants/current", token).toString())
            .isEqualTo("{\"tenant_id\":\"t\",\"name\":\"t\",\"region\":null}");
      }
    }
  }

  @Test
  void accessToken_isTakenEverywhere_narrowed() throws Exception {
    try (RunningCollector collector = RunningCollector.start(data)) {
      String all = collector.token((String) null, Permission.ADMIN);
      collector.ingest(all, body(event("t", "mine", "a", 1), event("u", "others", "a", 2)));
      String whole = access(collector, all, "");
      String narrow = access(collector, all, "?tenant_id=t");
      Applications client = new Applications(collector);
      assertThat(client.walk(events("a"), whole)).containsExactly("mine", "others");
      assertThat(client.walk(events("a"), narrow)).containsExactly("mine");
      assertThat(collector.query(narrow, "{}").path("audit_events").toString())
          .contains("\"mine\"")
          .doesNotContain("\"others\"");
      JsonNode stored = collector.ingest(narrow, body(event("u", "foreign", "a", 3)));
      assertThat(stored.path("rejected").size()).isEqualTo(1);
      RunningCollector.ok(client.get("/auth/user", narrow));
    }
  }

  @Test
  void accessToken_outlivesARestart_andEndsWithItsToken() throws Exception {
    String all;
    String access;
    try (RunningCollector collector = RunningCollector.start(data)) {
      all = collector.token((String) null, Permission.AUDIT_READ);
      access = access(collector, all, "?tenant_id=t");
    }
    try (RunningCollector collector = RunningCollector.start(data)) {
      Applications client = new Applications(collector);
      client.ok("/1/tenants/current", access);
      String id = all.substring("at_".length(), all.indexOf('.'));
      assertThat(Jar.run("token", "revoke", "--data", data.toString(), id).code()).isZero();
      refused(client.get("/1/tenants/current", access), 401);
      RunningCollector.refused(client.get("/auth/user", access), 401);
    }
  }

  @Test
  void current_saysWhoseTokenItIs() throws Exception {
    try (RunningCollector collector = RunningCollector.start(data)) {
      Applications client = new Applications(collector);
      String bound =
          collector.token(
              new Profile("t", "ada", "ada", "ada@example.org", "Ada"),
              Permission.AUDIT_READ,
              Permission.AUDIT_WRITE);
      collector.ingest(
          bound, "{\"audit_events\":[],\"tenants\":[{\"id\":\"t\",\"name\":\"Tea\"}]}");
      assertThat(client.ok("/1/tenants/current", bound).toString())
          .isEqualTo("{\"tenant_id\":\"t\",\"name\":\"Tea\",\"region\":null}");
      assertThat(client.ok("/1/users/current", bound).toString())
          .isEqualTo("{\"user_id\":\"ada\",\"email\":\"ada@example.org\"}");
      String unbound = collector.token((String) null, Permission.AUDIT_WRITE);
      assertThat(client.ok("/1/tenants/current", unbound).path("tenant_id").asText())
          .isEqualTo("collector");
      assertThat(client.ok("/1/users/current", unbound).path("email").asText()).isEmpty();
      refused(client.get("/1/users/current", null), 401);
      refused(client.get("/1/tenants/current", null), 401);
    }
  }
}
