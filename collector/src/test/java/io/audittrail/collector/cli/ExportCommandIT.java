package io.audittrail.collector.cli;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.audittrail.collector.Jar;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code collector export}: what is whole, and what is not. */
class ExportCommandIT {
  private static final String LINE = "{\"audit_events\":[{\"event_id\":\"a\"}]}\n";

  @TempDir Path temp;

  @Test
  void export_writesAllInEachForm() throws Exception {
    try (RunningCollector collector = RunningCollector.start(temp.resolve("data"))) {
      String admin = collector.token((String) null, Permission.ADMIN);
      Auditor auditor = Auditor.of(collector.address().toString(), admin);
      collector.ingest(
          admin,
          body(
              event("a", "2021-01-01T00:00:00Z", "\"message\":\"=1+1\\n\\\"x\\\"\""),
              event("b", "2021-01-02T00:00:00Z")));
      String[] window = {"-M", "2025-01-01"};

      Jar.Run json = auditor.run("export", window[0], window[1]);
      assertThat(json.code()).as(json.errors()).isZero();
      assertThat(json.errors()).isEqualTo("collector: exported 2 events\n");
      assertThat(json.output()).hasLineCount(3).endsWith("{\"status\":\"ok\",\"exported\":2}\n");

      Path file = temp.resolve("events.jsonl");
      List<String> toFile = List.of("export", "-M", "2025-01-01", "--output", file.toString());
      Jar.Run first = auditor.run(toFile.toArray(String[]::new));
      assertThat(first.code()).as(first.errors()).isZero();
      assertThat(first.output()).isEmpty();
      assertThat(file).hasContent(json.output());
      assertThat(temp.resolve("events.jsonl.partial")).doesNotExist();

      Jar.Run again = auditor.run(toFile.toArray(String[]::new));
      assertThat(again.code()).isEqualTo(2);
      assertThat(again.errors()).contains("exists already", "--force");

      Jar.Run forced =
          auditor.run("export", "-M", "2021-01-02", "--output", file.toString(), "--force");
      assertThat(forced.code()).as(forced.errors()).isZero();
      assertThat(forced.errors()).contains("exported 1 event\n");
      assertThat(file).content().hasLineCount(2);

      Jar.Run newest =
          auditor.run("export", "-M", "2025-01-01", "--order", "descending", "-o", "table");
      assertThat(newest.code()).as(newest.errors()).isZero();
      assertThat(newest.output()).hasLineCount(3);
      assertThat(newest.output().lines().toList().get(1)).startsWith("2021-01-02");

      Jar.Run csv = auditor.run("export", "-M", "2025-01-01", "-o", "csv");
      assertThat(csv.code()).as(csv.errors()).isZero();
      assertThat(csv.errors()).contains("exported 2 events");
      assertThat(csv.output()).contains("\r\n#exported,2,").contains("\"'=1+1\n\"\"x\"\"\"");
      Jar.Run queried = auditor.run("query", "-M", "2025-01-01", "-o", "csv");
      assertThat(withoutSequence(csv.output())).startsWith(withoutSequence(queried.output()));

      Jar.Run ocsf = auditor.run("export", "-M", "2025-01-01", "-o", "ocsf");
      assertThat(ocsf.code()).as(ocsf.errors()).isZero();
      assertThat(ocsf.output()).hasLineCount(3).contains("\"class_uid\"");
    }
  }

  /** A query does not know the sequence numbers. */
  private static String withoutSequence(String csv) {
    return csv.replaceAll("(?m)^(2021[^,]*,[^,]*,)[0-9]*,", "$1,");
  }

  @Test
  void exportWithoutItsEnd_isIncomplete() throws Exception {
    incomplete("application/x-ndjson", "json", LINE + LINE, "its end is missing");
    incomplete("application/x-ndjson", "json", "", "its end is missing");
    incomplete(
        "application/x-ndjson", "json", LINE + "{\"status\":\"ok\",\"exported\":2}\n", "were 1");
    incomplete(
        "application/x-ndjson", "json", LINE + "{\"status\":\"ok\",\"exported\":1}", "missing");
    incomplete("text/csv; charset=utf-8", "csv", "a,b\r\n1,2\r\n", "its end is missing");
    incomplete("text/csv; charset=utf-8", "csv", "a,b\r\n\"1\r\n#exported,0\r\n", "missing");
  }

  private void incomplete(String type, String form, String content, String message)
      throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    byte[] answer = content.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      Path file = temp.resolve("cut");
      Jar.Run run =
          Auditor.of("http://127.0.0.1:" + server.getAddress().getPort(), "at_a.b")
              .run("export", "-o", form, "--output", file.toString());
      assertThat(run.code()).as(run.errors()).isEqualTo(5);
      assertThat(run.errors()).contains(message, "cut.partial").doesNotContain("exported ");
      assertThat(file).doesNotExist();
      assertThat(temp.resolve("cut.partial")).hasContent(content);
    } finally {
      server.stop(0);
    }
  }
}
