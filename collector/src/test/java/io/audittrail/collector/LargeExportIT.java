package io.audittrail.collector;

import static io.audittrail.collector.Exports.BEFORE_2024;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.access.Permission;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that are larger than the heap of the collector. */
class LargeExportIT {
  private static final int HEAP_MEBIBYTES = 64;
  private static final int EVENTS = 20_000;
  private static final String MESSAGE = "m".repeat(4_000);

  /** Still far more than connections hold on their way. */
  private static final int FEWER_EVENTS = 5_000;

  private static final int PER_BODY = 1_000;

  @TempDir Path data;
  private RunningCollector collector;
  private String admin;

  @BeforeEach
  void start() throws Exception {
    collector = RunningCollector.startWithHeap(data, HEAP_MEBIBYTES);
    admin = collector.token((String) null, Permission.ADMIN);
  }

  private void fill(int count) {
    for (int body = 0; body < count / PER_BODY; body++) {
      StringBuilder events = new StringBuilder();
      for (int i = body * PER_BODY; i < (body + 1) * PER_BODY; i++) {
        events.append(i % PER_BODY == 0 ? "" : ",").append(event(i));
      }
      collector.ingest(admin, "{\"audit_events\":[" + events + "]}");
    }
  }

  @AfterEach
  void stop() throws Exception {
    collector.close();
  }

  private static String event(int i) {
    return "{\"event_id\":\"e%d\",\"event_type\":\"get_dataset\",\"occurred_at\":\"2023-01-%02dT%02d:%02d:%02dZ\","
            .formatted(i, 1 + i / 86_400, i / 3_600 % 24, i / 60 % 60, i % 60)
        + "\"actor_user_id\":\"u%d\",\"actor_tenant_id\":\"t\",\"dataset_ids\":[\"d%d\"],\"message\":\"%s\"}"
            .formatted(i % 100, i % 1_000, MESSAGE);
  }

  /** An export that is read line by line, as slowly as the test likes. */
  private final class Download implements AutoCloseable {
    private final HttpURLConnection connection;
    private final BufferedReader reader;
    private long characters;

    Download(String format) throws IOException {
      connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + collector.port() + Exports.PATH)
                  .toURL()
                  .openConnection();
      connection.setReadTimeout(60_000);
      connection.setRequestProperty("Authorization", "Bearer " + admin);
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      connection
          .getOutputStream()
          .write(
              ("{\"format\":\"" + format + "\",\"filter\":{" + BEFORE_2024 + "}}")
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(connection.getResponseCode()).isEqualTo(200);
      reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    String line() throws IOException {
      String line = reader.readLine();
      characters += line == null ? 0 : line.length();
      return line;
    }

    /** Reads to the end and returns the last line. */
    String last() throws IOException {
      String last = "";
      for (String line = line(); line != null; line = line()) {
        last = line;
      }
      return last;
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }

  @Test
  void export_largerThanTheHeap_isWholeForFastAndSlowReaders() throws Exception {
    fill(EVENTS);
    String whole = "{\"status\":\"ok\",\"exported\":" + EVENTS + "}";
    try (Download slow = new Download("jsonl");
        Download csv = new Download("csv")) {
      assertThat(slow.line()).contains("\"e0\"");

      assertThat(csv.last()).startsWith("#exported," + EVENTS + ",");
      assertThat(slow.last()).isEqualTo(whole);

      assertThat(slow.characters).isGreaterThan(HEAP_MEBIBYTES * 1024L * 1024);
    }
    assertThat(collector.errors()).doesNotContain("WARN", "ERROR", "OutOfMemory");
  }

  @Test
  void collectorThatIsKilled_leavesAnExportWithoutItsEnd() throws Exception {
    fill(FEWER_EVENTS);
    try (Download download = new Download("jsonl")) {
      assertThat(download.line()).contains("\"e0\"");
      collector.process().destroyForcibly();
      List<String> lines = new ArrayList<>();
      IOException broken = null;
      try {
        for (String line = download.line(); line != null; line = download.line()) {
          lines.add(line);
        }
      } catch (IOException e) {
        broken = e;
      }
      assertThat(broken).as("an end of the HTTP message that is no end").isNotNull();
      assertThat(lines).noneMatch(line -> line.contains("\"exported\""));
    }
  }

  @Test
  void exportsBeyondTheBound_areRefusedUntilOneLeaves() throws Exception {
    fill(FEWER_EVENTS);
    List<Download> downloads = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        downloads.add(new Download("csv"));
      }
      assertThat(refused(collector.post(Exports.PATH, admin, "{}"), 503)).contains("4");

      downloads.remove(0).close();

      String none = "{\"filter\":{\"text\":\"no such thing\"}}";
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      int status;
      do {
        status = collector.post(Exports.PATH, admin, none).statusCode();
      } while (status == 503 && System.nanoTime() < deadline);
      assertThat(status).isEqualTo(200);
    } finally {
      downloads.forEach(Download::close);
    }
  }
}
