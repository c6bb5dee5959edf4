package io.audittrail.collector;

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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask what, and who is told what about itself. */
class AccessIT {
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

  private static HttpResponse<String> get(String path, String token) {
    return collector.send(collector.request(path, token).GET());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
