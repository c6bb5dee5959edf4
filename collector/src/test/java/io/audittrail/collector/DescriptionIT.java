package io.audittrail.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.audittrail.collector.access.Permission;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /openapi.yaml}. */
class DescriptionIT {
  @TempDir static Path data;
  private static RunningCollector collector;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data, "--base-path", "/org/tenant");
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  @Test
  void description_needsNoToken() throws Exception {
    HttpResponse<String> answer = get("/openapi.yaml");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/yaml");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(new YAMLMapper().readTree(answer.body()).path("openapi").asText()).startsWith("3.1");
  }

  @Test
  void head_isAnsweredWithoutABody() {
    HttpResponse<String> head =
        collector.send(
            collector
                .request("/openapi.yaml", null)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isGreaterThan(10_000);
  }

  @Test
  void entityTag_thatTheClientHas_getsNoBody() {
    String tag = get("/openapi.yaml").headers().firstValue("ETag").orElseThrow();
    assertThat(conditional(tag).statusCode()).isEqualTo(304);
    assertThat(conditional(tag).headers().firstValue("ETag")).hasValue(tag);
    assertThat(conditional("\"x\", W/" + tag).statusCode()).isEqualTo(304);
    assertThat(conditional("\"x\"").statusCode()).isEqualTo(200);
  }

  @Test
  void server_behindTheBasePath_isReachedFromTheDescription() throws Exception {
    String path = "/org/tenant/openapi.yaml";
    JsonNode description = new YAMLMapper().readTree(get(path).body());
    URI server =
        collector
            .address()
            .resolve(path)
            .resolve(description.path("servers").path(0).path("url").asText());
    String token = collector.token((String) null, Permission.AUDIT_READ);
    HttpResponse<String> user =
        collector.send(collector.request(server.getPath() + "/auth/user", token).GET());
    assertThat(server.getPath()).isEqualTo("/org/tenant/");
    assertThat(user.statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> conditional(String tags) {
    return collector.send(
        collector.request("/openapi.yaml", null).header("If-None-Match", tags).GET());
  }

  private static HttpResponse<String> get(String path) {
    return collector.send(collector.request(path, null).GET());
  }
}
