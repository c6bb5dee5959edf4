package io.audittrail.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Exports of a collector, and awkward events to be exported. */
final class Exports {
  static final String PATH = "/api/v1/audit_events/export";

  /** A window of shown times: records of reads are not in it. */
  static final String BEFORE_2024 = "\"timestamp\":{\"maximum\":\"2024-01-01T00:00:00Z\"}";

  /** Texts that are hard to write down. */
  static final List<String> AWKWARD =
      List.of(
          "plain",
          "with \"quotes\", commas; and semicolons",
          "two\r\nlines\nand a half\r",
          "\u2028 line \u2029 separators \u0085",
          "=1+1",
          "+1",
          "-1",
          "@SUM(A1)",
          "\t=1",
          "\r=1",
          " =1",
          "\"=1+1\"",
          "\u00a0\ufeff=1",
          "\uff1d1",
          "'quoted",
          "''twice",
          "\ud83d\ude00 \ud800\udc00",
          "\u0000\u0001\u007f",
          " padded ",
          "");

  private final RunningCollector collector;

  Exports(RunningCollector collector) {
    this.collector = collector;
  }

  /** Stores events of all kinds of texts and ids, and describes their actors. */
  void fill(String token, String tenant, int count) {
    List<String> events = new ArrayList<>();
    List<String> users = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String awkward = AWKWARD.get(i % AWKWARD.size());
      String user = awkward.isEmpty() ? "u" : awkward;
      events.add(
          ("{\"event_id\":\"%s-%d\",\"event_type\":\"%s\",\"occurred_at\":\"2023-01-01T00:%02d:%02d.%06dZ\","
                  + "\"actor_user_id\":%s,\"actor_tenant_id\":\"%s\",\"dataset_ids\":[%s],"
                  + "\"tenant_ids\":[],\"message\":%s,\"n\":1.50,\"deep\":{\"a\":[null,%s]}}")
              .formatted(
                  tenant,
                  i,
                  i % 3 == 0 ? "own.type" : "login_failed_ip_address",
                  i / 60 % 60,
                  i % 60,
                  i * 499 % 1_000_000,
                  quoted(user),
                  tenant,
                  i % 2 == 0 ? "" : quoted(user) + ",\"a;b\\\\c\"",
                  quoted(awkward),
                  quoted(awkward)));
      users.add(
          "{\"id\":%s,\"tenant_id\":\"%s\",\"display_name\":%s,\"email\":%s}"
              .formatted(quoted(user), tenant, quoted(awkward), quoted(awkward)));
    }
    JsonNode answer =
        collector.ingest(
            token,
            "{\"audit_events\":["
                + String.join(",", events)
                + "],\"users\":["
                + String.join(",", users)
                + "]}");
    assertThat(answer.path("rejected")).isEmpty();
  }

  static String quoted(String text) {
    return RunningCollector.JSON.getNodeFactory().textNode(text).toString();
  }

  HttpResponse<String> post(String token, String format, String filter) {
    return collector.post(
        PATH, token, "{\"format\":\"" + format + "\",\"filter\":{" + filter + "}}");
  }

  String document(String token, String format, String filter) {
    HttpResponse<String> response = post(token, format, filter);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  /** All lines but the last, which must say how many there are. */
  List<JsonNode> lines(String token, String format, String filter) {
    String document = document(token, format, filter);
    assertThat(document).endsWith("\n");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : document.split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(RunningCollector.json(line));
      }
    }
    JsonNode end = lines.remove(lines.size() - 1);
    assertThat(end.toString()).isEqualTo("{\"status\":\"ok\",\"exported\":" + lines.size() + "}");
    return lines;
  }

  /** The events that queries answer, page by page. */
  List<JsonNode> queried(String token, String filter) {
    List<JsonNode> events = new ArrayList<>();
    String continuation = "";
    do {
      JsonNode page =
          collector.query(
              token, "{\"limit\":1000,\"filter\":{" + filter + "}" + continuation + "}");
      page.path("audit_events").forEach(events::add);
      continuation =
          page.has("continuation")
              ? ",\"continuation\":\"" + page.path("continuation").asText() + "\""
              : "";
    } while (!continuation.isEmpty());
    return events;
  }

  String tokenOf(String tenant) {
    return collector.token(tenant, Permission.ADMIN);
  }
}
