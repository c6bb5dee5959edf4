package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.json;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.access.Permission;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot be written for a while: somebody else holds the lock of its file. */
class StoreTroubleIT {
  @TempDir Path data;

  @Test
  void fileLockedByOthers_refusesWrites_answersReads_andRecoversByItself() throws Exception {
    try (RunningCollector collector = RunningCollector.start(data)) {
      String writer = collector.token("t", Permission.AUDIT_WRITE);
      String reader = collector.token("t", Permission.AUDIT_READ);
      collector.ingest(writer, body(event("before", "2021-06-10T00:00:00Z")));
      String late = body(event("late", "2021-06-10T00:00:01Z"));
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + events());
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");

        HttpResponse<String> ready = collector.send(collector.request("/readyz", null).GET());
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready.body()).path("message").asText()).contains("writer", "2000 ms");

        HttpResponse<String> busy = collector.post(INGEST, writer, late);
        refused(busy, 503);
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("10");

        HttpResponse<String> alive = collector.send(collector.request("/healthz", null).GET());
        assertThat(alive.statusCode()).isEqualTo(200);
        String count = "{\"filter\":{\"event_types\":[\"get_datasets\"]}}";
        assertThat(json(collector.post(INGEST + "/count", reader, count).body()).path("total"))
            .hasToString("1");
        statement.execute("ROLLBACK");
      }
      awaitReady(collector);
      assertThat(collector.ingest(writer, late).path("stored").asInt()).isEqualTo(1);
    }
  }

  @Test
  void dataDirectoryGone_readyzSaysSo() throws Exception {
    Path directory = data.resolve("data");
    try (RunningCollector collector = RunningCollector.start(directory)) {
      Files.move(directory, data.resolve("elsewhere"));
      HttpResponse<String> ready = collector.send(collector.request("/readyz", null).GET());
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(json(ready.body()).path("message").asText()).contains("data directory");
      Files.move(data.resolve("elsewhere"), directory);
      awaitReady(collector);
    }
  }

  private Path events() {
    return data.resolve("events.db");
  }

  private static void awaitReady(RunningCollector collector) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (collector.send(collector.request("/readyz", null).GET()).statusCode() != 200) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
