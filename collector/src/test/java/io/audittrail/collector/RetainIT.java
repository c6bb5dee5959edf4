package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old events are removed while a collector works, and whoever asks is told the truth. */
class RetainIT {
  private static final int OLD = 10_000;
  private static final String COUNT = "/api/v1/audit_events/count";

  @TempDir Path directory;

  private Jar.Run retain(Path data, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("retain", "--data", data.toString()));
    arguments.addAll(List.of("--keep", "400d"));
    arguments.addAll(List.of(options));
    return Jar.run(arguments.toArray(String[]::new));
  }

  @Test
  void retain_besideACollectorUnderIngest_takesWhatIsOldAndNotHeld() throws Exception {
    Path data = directory.resolve("data");
    String admin;
    try (RunningCollector collector = RunningCollector.start(data)) {
      admin = collector.token((String) null, Permission.ADMIN);
      ingestOld(collector, admin);
      Jar.Run hold =
          Jar.run(
              "hold",
              "add",
              "--data",
              data.toString(),
              "--filter",
              "{\"attributes\":{\"n\":7}}",
              "--reason",
              "case 17");
      assertThat(hold).isEqualTo(new Jar.Run(0, "1\n", ""));
      assertThat(retain(data, "--dry-run").output())
          .contains((OLD - 1) + " events before ", " would be removed, 1 held back");

      Set<String> acknowledged = ConcurrentHashMap.newKeySet();
      AtomicBoolean goesOn = new AtomicBoolean(true);
      CompletableFuture<Void> ingest =
          CompletableFuture.runAsync(() -> ingest(collector, admin, acknowledged, goesOn));
      await(() -> acknowledged.size() > 100 || ingest.isDone());
      Jar.Run retained = retain(data);
      Jar.Run verified = Jar.run("verify", "--data", data.toString());
      goesOn.set(false);
      ingest.get();

      assertThat(retained.code()).as(retained.errors()).isZero();
      assertThat(retained.output()).contains((OLD - 1) + " events before ", "removed, 1 held back");
      assertThat(verified.code()).as(verified.output()).isZero();
      await(
          () ->
              count(collector, admin, "\"event_types\":[\"get_datasets\"]")
                  == 1 + acknowledged.size());
      assertThat(count(collector, admin, "\"actor_user_ids\":[\"u\"]"))
          .isEqualTo(1 + acknowledged.size());
      assertThat(query(collector, admin, "\"attributes\":{\"n\":8}")).isEmpty();
      assertThat(query(collector, admin, "\"attributes\":{\"n\":7}")).hasSize(1);
      assertThat(byId(collector, admin, "e-8").statusCode()).isEqualTo(404);
      assertThat(byId(collector, admin, "e-7").statusCode()).isEqualTo(200);
      await(() -> !query(collector, admin, "\"event_types\":[\"audit_events_removed\"]").isEmpty());
      assertThat(firstFollowed(collector, admin)).isEqualTo("e-7");
      removedEvent(collector, admin);
      sentAgain(collector, admin);
    }
    restart(data, admin);
  }

  private static void removedEvent(RunningCollector collector, String admin) {
    JsonNode event = query(collector, admin, "\"event_types\":[\"audit_events_removed\"]").get(0);
    assertThat(event.path("removed").asLong()).isEqualTo(OLD - 1);
    assertThat(event.path("held_back").asLong()).isEqualTo(1);
    assertThat(event.path("first_sequence").asLong()).isEqualTo(1);
    assertThat(event.path("last_sequence").asLong()).isEqualTo(OLD);
    assertThat(event.path("ranges").toString()).isEqualTo("[[1,7],[9,10000]]");
    assertThat(event.path("cutoff").asText()).endsWith("T00:00:00Z");
    assertThat(event.path("actor_user_id").asText()).isEqualTo(System.getProperty("user.name"));
    JsonNode added = query(collector, admin, "\"event_types\":[\"audit_hold_added\"]").get(0);
    assertThat(added.path("filter").toString()).isEqualTo("{\"attributes\":{\"n\":7}}");
    assertThat(added.path("reason").asText()).isEqualTo("case 17");
  }

  /** A removed event that comes again is stored again; its number is no other event's. */
  private static void sentAgain(RunningCollector collector, String admin) {
    JsonNode answer = collector.ingest(admin, body(old(8)));
    assertThat(answer.path("stored").asInt()).as(answer.toString()).isEqualTo(1);
    JsonNode producer =
        RunningCollector.ok(collector.send(collector.request("/api/v1/producers", admin).GET()))
            .at("/producers/0");
    assertThat(producer.path("missing").asInt()).isZero();
    assertThat(producer.path("seen").asInt()).isEqualTo(OLD);
    assertThat(producer.path("conflicts").asInt()).isZero();
  }

  private void restart(Path data, String admin) throws Exception {
    Path copy = directory.resolve("copy");
    Jar.Run backup = Jar.run("backup", "--data", data.toString(), "--to", copy.toString());
    assertThat(backup.code()).as(backup.errors()).isZero();
    assertThat(retain(copy).output()).startsWith("1 events before ");
    try (RunningCollector again = RunningCollector.start(copy)) {
      await(() -> query(again, admin, "\"event_types\":[\"audit_events_removed\"]").size() == 2);
      assertThat(query(again, admin, "\"attributes\":{\"n\":8}")).isEmpty();
      assertThat(query(again, admin, "\"attributes\":{\"n\":7}")).hasSize(1);
    }
  }

  @Test
  void retain_killed_hasRecordedWhatIsGone_andTheNextOneTakesTheRest() throws Exception {
    Path data = directory.resolve("data");
    try (RunningCollector collector = RunningCollector.start(data)) {
      ingestOld(collector, collector.token((String) null, Permission.ADMIN));
    }
    List<String> arguments = List.of("retain", "--data", data.toString(), "--keep", "400d");
    Process process =
        new ProcessBuilder(Jar.command(arguments))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await(() -> number(data, "SELECT ifnull(sum(removed), 0) FROM removal") > 0);
    process.destroyForcibly().waitFor();
    long gone = number(data, "SELECT sum(removed) FROM removal");
    assertThat(number(data, "SELECT count(*) FROM event")).isEqualTo(OLD - gone);
    Jar.Run verified = Jar.run("verify", "--data", data.toString());
    assertThat(verified.output()).contains("removals: ok, " + gone).endsWith("whole\n");
    assertThat(retain(data).output()).startsWith((OLD - gone) + " events before ");
  }

  @Test
  void mistakes_areRefused_andRemoveNothing() throws Exception {
    Path data = directory.resolve("data");
    Jar.Run none = Jar.run("retain", "--data", data.toString(), "--keep", "0d");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.errors()).contains("--keep", "d, w or y");
    Jar.Run filter =
        Jar.run(
            "hold", "add", "--data", data.toString(), "--filter", "{\"user\":1}", "--reason", "r");
    assertThat(filter.code()).isEqualTo(2);
    assertThat(filter.errors()).contains("filter had the unknown key \"user\", allowed are");
    Jar.Run missing = retain(data);
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.errors()).contains("does not exist");
  }

  private static String old(int n) {
    return event(
        "e-" + n,
        "2021-06-10T00:%02d:%02d.%06dZ".formatted(n / 60 % 60, n % 60, n),
        "\"n\":" + n,
        "\"producer\":\"orders/1\",\"producer_sequence\":" + (n + 1));
  }

  private static void ingestOld(RunningCollector collector, String token) {
    for (int from = 0; from < OLD; from += 1_000) {
      String[] events = new String[1_000];
      for (int i = 0; i < events.length; i++) {
        events[i] = old(from + i);
      }
      collector.ingest(token, body(events));
    }
  }

  private static void ingest(
      RunningCollector collector, String token, Set<String> acknowledged, AtomicBoolean goesOn) {
    for (int batch = 0; goesOn.get(); batch++) {
      String[] events = new String[20];
      for (int i = 0; i < events.length; i++) {
        events[i] = event("new-" + batch + "-" + i, Instant.now().toString());
      }
      collector.ingest(token, body(events));
      for (int i = 0; i < events.length; i++) {
        acknowledged.add("new-" + batch + "-" + i);
      }
    }
  }

  private static long count(RunningCollector collector, String token, String filter) {
    return RunningCollector.ok(collector.post(COUNT, token, "{\"filter\":{" + filter + "}}"))
        .path("total")
        .asLong();
  }

  private static JsonNode query(RunningCollector collector, String token, String filter) {
    return collector.query(token, "{\"filter\":{" + filter + "}}").path("audit_events");
  }

  private static HttpResponse<String> byId(RunningCollector collector, String token, String id) {
    return collector.send(collector.request("/api/v1/audit_events/id/" + id, token).GET());
  }

  private static String firstFollowed(RunningCollector collector, String token) throws Exception {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(
                collector.request("/api/v1/audit_events/follow?after=0", token).GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      return RunningCollector.json(reader.readLine()).at("/audit_events/0/event_id").asText();
    }
  }

  private static long number(Path data, String query) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("events.db"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
