package io.audittrail.examples.power;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.examples.JavaProcess;
import io.audittrail.examples.RunningCollector;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A collector whose data directory is on a disk that loses its power while events come in. */
@Timeout(600)
@Tag("long")
class CollectorPowerLossIT {
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final int CUTS = Integer.getInteger("power.cuts", 1);
  private static final int SENDERS = 3;
  private static final int BATCH = 5;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private String writer = "";
  private String reader = "";
  @TempDir Path directory;

  @Test
  void acknowledgedEvents_afterPowerLoss_areThere() throws Exception {
    try (LoopDisk disk = LoopDisk.make(directory)) {
      Path data = disk.path().resolve("data");
      try (RunningCollector collector = new RunningCollector(JDK, data)) {
        writer = collector.token("audit-write");
        reader = collector.token("audit-read");
      }
      for (int i = 0; i < CUTS; i++) {
        Set<String> acknowledgedBefore = cutWhileEventsComeIn(disk, data, "cut-" + i);

        try (RunningCollector collector = new RunningCollector(JDK, data)) {
          assertThat(stored(collector)).containsAll(acknowledgedBefore);
          try (JavaProcess verify = collector.java("verify", "--data", data.toString())) {
            assertThat(verify.succeed().output()).endsWith("whole\n");
          }
        }
      }
    }
  }

  /**
   * Cuts the power, and returns what was acknowledged before. What is acknowledged in the moment of
   * the cut does not count: Linux may say then of a sync that is on its way that it succeeded.
   */
  private Set<String> cutWhileEventsComeIn(LoopDisk disk, Path data, String prefix)
      throws Exception {
    RunningCollector collector = new RunningCollector(JDK, data);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      String name = prefix + "-" + i;
      senders.add(new Thread(() -> send(collector, name)));
    }
    senders.forEach(Thread::start);
    int enough = acknowledged.size() + 100 + new Random().nextInt(500);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (acknowledged.size() < enough) {
      assertThat(System.nanoTime()).as("events are acknowledged in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    Set<String> before = new HashSet<>(acknowledged);
    disk.cutPower();
    collector.kill();
    for (Thread sender : senders) {
      sender.join();
    }
    disk.powerOn();
    return before;
  }

  /** Sends until it is told no. */
  private void send(RunningCollector collector, String name) {
    for (int batch = 0; ; batch++) {
      List<String> ids = new ArrayList<>();
      List<String> events = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        String id = name + "-" + batch + "-" + i;
        ids.add(id);
        events.add(
            """
            {"event_id":"%s","event_type":"login_success","occurred_at":"%s","actor_user_id":"u","actor_tenant_id":"t"}"""
                .formatted(id, Instant.now()));
      }
      try {
        collector.ingest(writer, "{\"audit_events\":[" + String.join(",", events) + "]}");
      } catch (Exception | AssertionError theCollectorIsGone) {
        return;
      }
      acknowledged.addAll(ids);
    }
  }

  private Set<String> stored(RunningCollector collector) throws Exception {
    Set<String> ids = new HashSet<>();
    String filter = "\"filter\":{\"event_types\":[\"login_success\"]},\"limit\":1000";
    String continuation = "null";
    do {
      JsonNode page =
          collector.query(reader, "{" + filter + ",\"continuation\":" + continuation + "}");
      page.path("audit_events").forEach(event -> ids.add(event.path("event_id").asText()));
      continuation = page.path("continuation").toString();
    } while (!continuation.isEmpty());
    return ids;
  }
}
