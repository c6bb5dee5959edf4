package io.audittrail.collector.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.RunningCollector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of contract B that follows links as they are. */
final class Applications {
  private final RunningCollector collector;

  Applications(RunningCollector collector) {
    this.collector = collector;
  }

  static String event(String id, String application, double seconds, String... members) {
    return event("t", id, application, seconds, members);
  }

  static String event(
      String tenant, String id, String application, double seconds, String... members) {
    long micros = Math.round(seconds * 1e6);
    String time = io.audittrail.collector.wire.WireTime.exact(micros);
    String more = members.length == 0 ? "" : "," + String.join(",", members);
    return "{\"event_id\":\"%s\",\"event_type\":\"model_released\",\"occurred_at\":\"%s\","
            .formatted(id, time)
        + "\"actor_user_id\":\"u\",\"actor_tenant_id\":\"%s\",\"application_id\":\"%s\"%s}"
            .formatted(tenant, application, more);
  }

  static String ofType(String type, String event) {
    return event.replace("\"model_released\"", '"' + type + '"');
  }

  HttpResponse<String> get(String path, @Nullable String token) {
    return collector.send(collector.request(path, token).GET());
  }

  JsonNode ok(String path, String token) {
    return ok(get(path, token));
  }

  static JsonNode ok(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return RunningCollector.json(response.body());
  }

  /** The message of an answer that must have the given status and contract B's form. */
  static String refused(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode json = RunningCollector.json(response.body());
    assertThat(json.size()).as(response.body()).isEqualTo(1);
    assertThat(json.path("message").asText()).isNotBlank().doesNotContain("Exception", "io.audit");
    return json.path("message").asText();
  }

  static String events(String application, String... parameters) {
    return "/1/applications/"
        + URLEncoder.encode(application, StandardCharsets.UTF_8).replace("+", "%20")
        + "/events?"
        + String.join("&", parameters);
  }

  static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("data").forEach(event -> ids.add(event.path("event_id").asText()));
    return ids;
  }

  /** The address of the next page; null on the last. */
  static @Nullable String next(JsonNode page) {
    JsonNode paging = page.path("paging");
    assertThat(paging.isObject()).isTrue();
    if (paging.isEmpty()) {
      return null;
    }
    assertThat(page.path("data").isEmpty()).isFalse();
    return paging.path("next").asText();
  }

  /** Sends a request to an address as it is. */
  HttpResponse<String> follow(String address, String token) {
    URI uri = URI.create(address);
    assertThat(uri.isAbsolute()).isTrue();
    return collector.send(collector.request("/", token).uri(uri).GET());
  }

  /** Walks from a path to the end. */
  List<String> walk(String path, String token) {
    JsonNode page = ok(path, token);
    List<String> ids = new ArrayList<>(ids(page));
    for (String next = next(page); next != null; next = next(page)) {
      page = ok(follow(next, token));
      assertThat(page.path("data").isEmpty()).isFalse();
      ids.addAll(ids(page));
    }
    return ids;
  }
}
