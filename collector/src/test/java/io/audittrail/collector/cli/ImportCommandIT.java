package io.audittrail.collector.cli;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.audittrail.collector.Jar;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code collector import}; each test has a store of its own. */
class ImportCommandIT {
  @TempDir Path temp;
  private RunningCollector collector;
  private Auditor auditor;
  private String admin;

  @BeforeEach
  void start() throws Exception {
    collector = RunningCollector.start(temp.resolve("data"));
    admin = collector.token((String) null, Permission.ADMIN);
    auditor = Auditor.of(collector.address().toString(), admin);
  }

  @AfterEach
  void stop() throws Exception {
    collector.close();
  }

  private Path file(String name, String content) throws Exception {
    return Files.writeString(temp.resolve(name), content);
  }

  private void imports(int code, String summary, String... arguments) throws Exception {
    Jar.Run run = auditor.run(arguments);
    assertThat(run.errors()).contains(summary);
    assertThat(run.code()).as(run.errors()).isEqualTo(code);
    assertThat(run.output()).isEmpty();
  }

  private JsonNode stored() {
    return collector.query(
        admin,
        "{\"limit\":1000,\"filter\":{\"timestamp\":{\"maximum\":\"2025-01-01T00:00:00Z\"}}}");
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("audit_events").forEach(one -> ids.add(one.path("event_id").asText()));
    return ids;
  }

  @Test
  void logWithNoise_givesItsEventsAndCountsTheOtherLines() throws Exception {
    String odd = event("odd", "2021-01-03T00:00:00Z", "\"message\":\"a\u2028b\u0085c{\\\"x\"");
    String log =
        "2021-01-01 INFO starting {\"x\":1} and {\n"
            + "2021-01-01 12:00:00,123 [main] {user=u} INFO audit - "
            + body(event("plain", "2021-01-01T00:00:00Z"))
            + "\r\n\n"
            + "\tat some.Stack(Trace.java:1)\n"
            + "INFO "
            + body(odd)
            + " {mdc=1}\n"
            + "{\"time\":1,\"level\":\"INFO\",\"message\":"
            + RunningCollector.JSON.writeValueAsString(
                body(event("quoted", "2021-01-02T00:00:00Z")))
            + "}\n"
            + "no \"audit_events\" here";
    Path file = file("app.log", log);

    imports(0, "3 events read, 3 stored, 0 duplicates, 0 rejected", "import", file.toString());
    imports(
        0,
        "3 events read, 0 stored, 3 duplicates, 0 rejected; 3 lines without an event skipped",
        "import",
        file.toString());

    assertThat(ids(stored())).containsExactly("plain", "quoted", "odd");
    assertThat(stored().at("/audit_events/2/message").asText()).isEqualTo("a\u2028b\u0085c{\"x");
  }

  @Test
  void pages_inOneLineOrMany_compressedOrFromStandardInput_areTakenIn() throws Exception {
    String page =
        "{\"status\":\"ok\",\"audit_events\":["
            + event("a", "2021-01-01T00:00:00Z")
            + ","
            + event("b", "2021-01-02T00:00:00Z")
            + "],\"users\":[{\"id\":\"u\",\"display_name\":\"Ann\"}],\"continuation\":\"x\"}";
    String pretty =
        RunningCollector.JSON
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(RunningCollector.json(page));
    imports(
        0,
        "4 events read, 2 stored, 2 duplicates",
        "import",
        file("page.json", page).toString(),
        file("pretty.json", "{ not this,\n" + pretty + "\nnoise\n").toString());
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write((pretty + pretty).getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(temp.resolve("page.gz"), zipped.toByteArray());
    imports(0, " 0 stored, ", "import", file.toString());
    Jar.Run piped = auditor.runWith(zipped.toByteArray(), "import", "-");
    assertThat(piped.code()).as(piped.errors()).isZero();
    assertThat(piped.errors()).contains(" 0 stored, ");
    assertThat(stored().at("/users/0/display_name").asText()).isEqualTo("Ann");
  }

  @Test
  void manyEvents_areTakenInBatches_andTwiceIsOnce() throws Exception {
    StringBuilder lines = new StringBuilder();
    Instant time = Instant.parse("2021-01-01T00:00:00Z");
    for (int i = 0; i < 10_000; i++) {
      lines.append(body(event("e" + i, time.plusMillis(i).toString()))).append('\n');
    }
    Path file = file("many.jsonl", lines.toString());
    imports(0, "10000 events read, 10000 stored, 0 duplicates", "import", file.toString());
    Jar.Run again = auditor.run("import", "-o", "json", file.toString());
    assertThat(again.code()).as(again.errors()).isZero();
    JsonNode counted = RunningCollector.json(again.output());
    assertThat(counted.path("read").asInt()).isEqualTo(10_000);
    assertThat(counted.path("stored").asInt()).isZero();
    assertThat(counted.path("duplicates").asInt()).isEqualTo(10_000);
  }

  @Test
  void export_takenInElsewhere_isTheSameThereAndAgainDuplicates() throws Exception {
    collector.ingest(
        admin,
        "{\"audit_events\":["
            + event("a", "2021-01-01T00:00:00.123456Z", "\"n\":1.50")
            + "],\"users\":[{\"id\":\"u\",\"tenant_id\":\"t\",\"display_name\":\"Ann\"}]}");
    Path file = temp.resolve("export.jsonl");
    Jar.Run export = auditor.run("export", "-M", "2025-01-01", "--output", file.toString());
    assertThat(export.code()).as(export.errors()).isZero();
    try (RunningCollector other = RunningCollector.start(temp.resolve("other"))) {
      Auditor there = Auditor.admin(other);
      Jar.Run first = there.run("import", file.toString());
      assertThat(first.errors()).contains("1 events read, 1 stored");
      Jar.Run again = there.run("import", file.toString());
      assertThat(again.errors()).contains("1 events read, 0 stored, 1 duplicates");
      assertThat(again.code()).isZero();
      JsonNode page =
          other.query(
              other.token((String) null, Permission.AUDIT_READ),
              "{\"filter\":{\"timestamp\":{\"maximum\":\"2025-01-01T00:00:00Z\"}}}");
      assertThat(page).isEqualTo(stored());
    }
    imports(0, "1 events read, 0 stored, 1 duplicates", "import", file.toString());
    List<String> lines = Files.readAllLines(file);
    Path cut = file("cut.jsonl", "{\"status\":\"ok\",\"exported\":7}\n" + lines.get(0) + "\n");
    imports(5, "says 7 events, and there were 0", "import", cut.toString());
  }

  @Test
  void fromUrl_takesThePagesOfAnotherCollector() throws Exception {
    try (RunningCollector other = RunningCollector.start(temp.resolve("other"))) {
      String there = other.token((String) null, Permission.ADMIN);
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 2_500; i++) {
        Instant time = Instant.parse("2021-01-01T00:00:00Z").plusSeconds(i);
        events.add(event("e" + i, time.toString()));
      }
      other.ingest(there, body(events.toArray(String[]::new)));
      Path token = file("token", there + "\n");
      String[] arguments = {
        "import",
        "--from-url",
        other.address().toString(),
        "--from-token-file",
        token.toString(),
        "-m",
        "2021-01-01",
        "-M",
        "2021-01-01T00:40:00Z"
      };
      imports(0, "2400 events read, 2400 stored, 0 duplicates, 0 rejected", arguments);
      imports(0, "2400 events read, 0 stored, 2400 duplicates, 0 rejected", arguments);
    }
  }

  @Test
  void filteredFile_givesOnlyWhatIsAskedFor() throws Exception {
    Path file =
        file(
            "events",
            body(event("a", "2021-01-01T00:00:00Z"))
                + "\n"
                + body(event("b", "2021-01-02T00:00:00.4Z", "\"n\":[1,2.0]"))
                + "\n"
                + body(event("c", "2021-01-02T00:00:00.5Z", "\"n\":[1,2]")));
    imports(
        0,
        "3 events read, 1 stored, 0 duplicates, 0 rejected, 2 not asked for",
        "import",
        "-m",
        "2021-01-02",
        "-M",
        "2021-01-02T00:00:01Z",
        "--attribute",
        "n=[1.0,2]",
        "--category",
        "dataset",
        file.toString());
    assertThat(ids(stored())).containsExactly("b");
  }

  @Test
  void rejectedEvents_areListedWithTheirLines_andTheOthersStored() throws Exception {
    String bad = "{\"audit_events\":[{\"event_id\":\"bad id\",\"event_type\":\"x\"}]}\n";
    Path file =
        file(
            "events",
            body(event("a", "2021-01-01T00:00:00Z"))
                + "\n"
                + bad
                + body(event("a", "2021-01-01T00:00:00Z", "\"other\":1"))
                + "\n"
                + "cut {\"audit_events\":[{\"event_id\":\"c\n"
                + bad.repeat(30)
                + body(event("b", "2021-01-01T00:00:00Z")));
    Jar.Run run = auditor.run("import", file.toString());
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.errors())
        .contains("events:2: event_id was \"bad id\"", "events:3: event a: ", "events:4: ")
        .contains("2 stored, 0 duplicates, 33 rejected");
    assertThat(run.errors().lines().filter(line -> line.contains("events:"))).hasSize(20);
  }

  @Test
  void actorsTenant_isThatOfTheSameBody() throws Exception {
    String published =
        "{\"audit_events\":[{\"event_id\":\"%s\",\"event_type\":\"t\",\"actor_user_id\":\"u\","
            + "\"timestamp\":\"2021-06-10T16:32:53Z\"}],"
            + "\"users\":[{\"id\":\"u\",\"tenant_id\":\"%s\"}]}\n";
    Path file = file("events", published.formatted("a", "red") + published.formatted("b", "blue"));
    imports(0, "2 events read, 2 stored", "import", file.toString());
    assertThat(stored().at("/audit_events/0/actor_tenant_id").asText()).isEqualTo("red");
    assertThat(stored().at("/audit_events/1/actor_tenant_id").asText()).isEqualTo("blue");
  }

  @Test
  void busyCollector_isAskedAgainAfterAsLongAsItSays() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean busy = calls.incrementAndGet() <= 2;
          byte[] answer =
              (busy
                      ? "{\"status\":\"error\",\"message\":\"too much waits\"}"
                      : "{\"status\":\"ok\",\"stored\":1,\"duplicates\":0,\"rejected\":[]}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("Retry-After", "1");
          exchange.sendResponseHeaders(busy ? 503 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      Path file = file("events", body(event("a", "2021-01-01T00:00:00Z")));
      long begin = System.nanoTime();
      Jar.Run run =
          Auditor.of("http://127.0.0.1:" + server.getAddress().getPort(), admin)
              .run("import", file.toString());
      assertThat(run.code()).as(run.errors()).isZero();
      assertThat(run.errors()).contains("503: too much waits", "trying again", "1 stored");
      assertThat(calls).hasValue(3);
      assertThat(System.nanoTime() - begin).isGreaterThan(2_000_000_000L);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void truncatedGzip_keepsWhatCameBeforeAndFails() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      for (int i = 0; i < 5_000; i++) {
        String line = body(event("e" + i * 7_919L % 5_000, "2021-01-01T00:00:00Z")) + "\n";
        gzip.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2);
    Path file = Files.write(temp.resolve("cut.gz"), bytes);
    Jar.Run run = auditor.run("import", file.toString());
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.errors()).contains("cut.gz", "after line").doesNotContain(" 0 stored");
  }
}
