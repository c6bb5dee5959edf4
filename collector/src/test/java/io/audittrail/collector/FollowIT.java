package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.openapi.ApiDescription;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /api/v1/audit_events/follow}; each test has a store of its own. */
class FollowIT {
  private static final String PATH = "/api/v1/audit_events/follow";

  @TempDir Path data;
  private RunningCollector collector;
  private String admin;

  @BeforeEach
  void start() throws Exception {
    collector = RunningCollector.start(data);
    admin = collector.token((String) null, Permission.ADMIN);
  }

  @AfterEach
  void stop() throws Exception {
    collector.close();
  }

  /** A stream that is read line by line. */
  private final class Stream implements AutoCloseable {
    private final HttpURLConnection connection;
    private final BufferedReader reader;

    Stream(String token, String query, String... headers) throws IOException {
      connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + collector.port() + PATH + query)
                  .toURL()
                  .openConnection();
      connection.setReadTimeout(30_000);
      connection.setRequestProperty("Authorization", "Bearer " + token);
      for (int i = 0; i < headers.length; i += 2) {
        connection.setRequestProperty(headers[i], headers[i + 1]);
      }
      assertThat(connection.getResponseCode()).isEqualTo(200);
      reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next line, heartbeats included; null at the end. */
    String line() {
      try {
        String line = reader.readLine();
        return line == null
            ? null
            : ApiDescription.ofCollector().requireLine(PATH, connection.getContentType(), line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The next line of an event that is no recorded question. */
    String event() {
      String line = line();
      while (line != null && (line.isEmpty() || line.contains("\"audit_event_query\""))) {
        line = line();
      }
      return line;
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }

  private static String id(String line) {
    return RunningCollector.json(line).at("/audit_events/0/event_id").asText();
  }

  @Test
  void follow_sendsWhatIsThereThenWhatComes_lateEventsIncluded() throws Exception {
    collector.ingest(
        admin, body(event("b", "2022-01-01T00:00:00Z"), event("a", "2021-01-01T00:00:00Z")));
    try (Stream stream = new Stream(admin, "?after=0")) {
      assertThat(stream.connection.getContentType()).isEqualTo("application/x-ndjson");
      String first = stream.event();
      assertThat(id(first)).isEqualTo("b");
      assertThat(RunningCollector.json(first).path("sequence").asLong()).isEqualTo(1);
      assertThat(id(stream.event())).isEqualTo("a");

      collector.ingest(admin, body(event("late", "1999-01-01T00:00:00Z")));

      String late = stream.event();
      assertThat(id(late)).isEqualTo("late");
      assertThat(RunningCollector.json(late).path("users")).hasSize(1);
      assertThat(collector.ingest(admin, late).path("duplicates").asInt()).isEqualTo(1);
    }
  }

  @Test
  void follow_withoutAfter_sendsWhatComes() throws Exception {
    collector.ingest(admin, body(event("before", "2022-01-01T00:00:00Z")));
    try (Stream stream = new Stream(admin, "")) {
      collector.ingest(admin, body(event("behind", "2022-01-01T00:00:00Z")));

      assertThat(id(stream.event())).isEqualTo("behind");
    }
  }

  @Test
  void eventStream_resumesByLastEventId() throws Exception {
    collector.ingest(
        admin, body(event("a", "2022-01-01T00:00:00Z"), event("b", "2022-01-02T00:00:00Z")));
    String[] accept = {"Accept", "text/event-stream"};
    try (Stream stream = new Stream(admin, "?after=0", accept)) {
      assertThat(stream.connection.getContentType()).isEqualTo("text/event-stream");
      assertThat(stream.line()).isEqualTo("id: 1");
      assertThat(id(stream.line().substring("data: ".length()))).isEqualTo("a");
      assertThat(stream.line()).isEmpty();
    }
    try (Stream stream =
        new Stream(admin, "?after=0", accept[0], accept[1], "Last-Event-ID", "1")) {
      assertThat(stream.line()).isEqualTo("id: 2");
      assertThat(id(stream.line().substring("data: ".length()))).isEqualTo("b");
    }
  }

  @Test
  void follow_overManyPieces_missesAndRepeatsNothing() throws Exception {
    int bodies = 20;
    int perBody = 250;
    try (Stream stream = new Stream(admin, "?after=0")) {
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < bodies; i++) {
                  List<String> events = new ArrayList<>();
                  for (int n = 0; n < perBody; n++) {
                    events.add(event("e" + (i * perBody + n), "2022-01-01T00:00:00Z"));
                  }
                  collector.ingest(admin, body(events.toArray(String[]::new)));
                }
              });
      writer.start();
      long before = 0;
      for (int i = 0; i < bodies * perBody; i++) {
        JsonNode line = RunningCollector.json(stream.event());
        assertThat(line.at("/audit_events/0/event_id").asText()).isEqualTo("e" + i);
        assertThat(line.path("sequence").asLong()).isGreaterThan(before);
        before = line.path("sequence").asLong();
      }
      writer.join();
    }
  }

  @Test
  void boundToken_isSentItsOwnTenantsEventsAlone() throws Exception {
    String red = "\"tenant_ids\":[\"red\"]";
    collector.ingest(
        admin,
        body(event("theirs", "2022-01-01T00:00:00Z"), event("ours", "2022-01-02T00:00:00Z", red)));
    String bound = collector.token("red", Permission.AUDIT_READ);
    try (Stream stream = new Stream(bound, "?after=0")) {
      assertThat(id(stream.event())).isEqualTo("ours");
      collector.ingest(
          admin,
          body(
              event("theirs2", "2022-01-01T00:00:00Z"),
              event("ours2", "2022-01-02T00:00:00Z", red)));
      assertThat(id(stream.event())).isEqualTo("ours2");
    }
  }

  @Tag("long")
  @Test
  void follow_whileNothingHappens_sendsEmptyLinesForLongerThanARequestMayTake() throws Exception {
    try (Stream stream = new Stream(admin, "?after=0")) {
      assertThat(stream.line()).contains("\"endpoint\":\"follow\"", "\"after\":0");
      for (int seconds = 0; seconds < 40; seconds += 10) {
        assertThat(stream.line()).isEmpty();
      }
    }
  }

  @Test
  void stop_endsStreamsCleanlyAndAtOnce() throws Exception {
    try (Stream stream = new Stream(admin, "?after=0")) {
      assertThat(stream.line()).contains("\"endpoint\":\"follow\"");
      long start = System.nanoTime();

      collector.stop();

      assertThat(stream.line()).isNull();
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(8);
      assertThat(collector.errors()).doesNotContain("WARN", "ERROR");
    }
  }

  @Test
  void followersBeyondTheBound_areRefusedUntilOneLeaves() throws Exception {
    List<Stream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 32; i++) {
        streams.add(new Stream(admin, ""));
      }
      assertThat(refused(get(admin, ""), 503)).contains("32");

      streams.remove(0).close();

      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
      int status;
      do {
        // What is written to who has left shows that it has.
        collector.ingest(admin, body(event("n" + System.nanoTime(), "2022-01-01T00:00:00Z")));
        status =
            collector.send(collector.request(PATH, admin).method("HEAD", noBody())).statusCode();
      } while (status == 503 && System.nanoTime() < deadline);
      assertThat(status).isEqualTo(200);
    } finally {
      streams.forEach(Stream::close);
    }
  }

  @Test
  void follow_ofWhatCannotBe_isRefused() {
    assertThat(refused(get(admin, "?after=-1"), 400)).contains("after", "\"-1\"", "0 to 0");
    assertThat(refused(get(admin, "?after=1"), 400)).contains("after", "\"1\"", "0 to 0");
    refused(get(admin, "?after=1&after=1"), 400);
    refused(get(null, ""), 401);
    refused(get(collector.token("w", Permission.AUDIT_WRITE), ""), 403);
  }

  private static BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  private HttpResponse<String> get(String token, String query) {
    return collector.send(collector.request(PATH + query, token).GET());
  }
}
