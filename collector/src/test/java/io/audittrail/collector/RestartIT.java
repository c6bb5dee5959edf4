package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.INGEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collectors that end without a warning, and those that follow them. */
class RestartIT {
  private static final int SENDERS = 4;
  private static final int MANY = 2_000;

  @TempDir Path data;

  @Test
  void start_afterAKillWhileEventsArrive_isReadyAndHasWhatWasAcknowledged() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    RunningCollector first = RunningCollector.start(data);
    String token = first.token((String) null, Permission.ADMIN);
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      String prefix = "e-" + sender + "-";
      senders.add(new Thread(() -> send(first, token, prefix, acknowledged)));
    }
    senders.forEach(Thread::start);
    while (acknowledged.size() < MANY) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    first.process().destroyForcibly().waitFor();
    for (Thread sender : senders) {
      sender.join();
    }

    try (RunningCollector second = RunningCollector.start(data)) {
      assertThat(second.send(second.request("/readyz", null).GET()).statusCode()).isEqualTo(200);
      assertThat(stored(second, token)).containsAll(acknowledged).doesNotHaveDuplicates();
      assertThat(second.errors()).doesNotContain("ERROR", "WARN");
    }
  }

  /** Sends events until the collector is gone. */
  private static void send(
      RunningCollector collector, String token, String prefix, Set<String> acknowledged) {
    try {
      for (int i = 0; ; i += 10) {
        List<String> events = new ArrayList<>();
        for (int n = i; n < i + 10; n++) {
          events.add(event(prefix + n, "2021-06-10T00:00:00Z"));
        }
        collector.ingest(token, body(events.toArray(String[]::new)));
        for (int n = i; n < i + 10; n++) {
          acknowledged.add(prefix + n);
        }
      }
    } catch (UncheckedIOException e) {
      // It was killed.
    }
  }

  private static List<String> stored(RunningCollector collector, String token) {
    List<String> stored = new ArrayList<>();
    String continuation = "null";
    do {
      JsonNode page =
          collector.query(
              token,
              "{\"limit\":1000,\"filter\":{\"event_types\":[\"get_datasets\"]},\"continuation\":"
                  + continuation
                  + "}");
      page.path("audit_events").forEach(event -> stored.add(event.path("event_id").asText()));
      continuation = page.path("continuation").toString();
    } while (!continuation.isEmpty());
    return stored;
  }

  @Test
  void start_withADamagedTail_saysSoAndGoesOn() throws Exception {
    String token;
    try (RunningCollector first = RunningCollector.start(data)) {
      token = first.token((String) null, Permission.ADMIN);
      first.ingest(token, body(event("whole", "2021-06-10T00:00:00Z")));
      first.ingest(token, body(event("torn", "2021-06-10T00:00:01Z", "\"text\":\"torn\"")));
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE event SET content = CAST(replace(content, 'torn', 'born') AS BLOB)"
              + " WHERE sequence = 2");
    }

    try (RunningCollector second = RunningCollector.start(data)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!second.errors().contains("verify") && System.nanoTime() < end) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      assertThat(second.errors())
          .contains("ERROR", "contents: event 2: the checksum is wrong", "collector verify");
      assertThat(second.send(second.request("/readyz", null).GET()).statusCode()).isEqualTo(200);
      assertThat(second.ingest(token, body(event("new", "2021-06-10T00:00:02Z"))).path("stored"))
          .hasToString("1");
      assertThat(second.post(INGEST + "/query", token, "{}").statusCode()).isEqualTo(200);
    }
  }
}
