package io.audittrail.collector;

import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that have no room, or do not take what is written. */
@Tag("long")
class DiskIT {
  private static final long MEBIBYTE = 1024 * 1024;

  @TempDir Path directory;

  private static void awaitReady(Acknowledged events) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!events.readiness().equals("ready")) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  @Test
  void belowTheReserve_refusesEventsBeforeTheStoreFails_answersQueries_andResumes()
      throws Exception {
    long reserve = 24 * MEBIBYTE;
    try (SmallDisk disk = SmallDisk.mount(directory, 48);
        RunningCollector collector =
            RunningCollector.start(disk.data(), "--min-free-bytes", String.valueOf(reserve))) {
      Acknowledged events = new Acknowledged(collector);
      assertThat(events.send().statusCode()).isEqualTo(200);
      disk.fill(reserve - MEBIBYTE);

      events.sendUntilRefused();
      assertThat(refused(events.send(), 503))
          .matches(".* has [0-9]+ bytes free.*" + reserve + ".*--min-free-bytes.*");
      assertThat(events.readiness()).contains("bytes free", String.valueOf(reserve));
      events.requireAnswers();
      assertThat(collector.errors()).contains("nothing is taken in").doesNotContain("WARN");

      disk.free();
      awaitReady(events);
      assertThat(events.send().statusCode()).isEqualTo(200);
      events.requireAllOnce(disk.data());
    }
  }

  @Test
  void diskFull_refusesEvents_answersQueries_andResumes() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory, 40);
        RunningCollector collector = RunningCollector.start(disk.data(), "--min-free-bytes", "0")) {
      Acknowledged events = new Acknowledged(collector);
      assertThat(events.send().statusCode()).isEqualTo(200);
      disk.fill(3 * MEBIBYTE);
      events.sendUntilRefused();
      disk.fill(0);
      events.sendUntilRefused();

      assertThat(events.readiness()).contains("No space left on device");
      events.requireAnswers();

      disk.free();
      awaitReady(events);
      assertThat(events.send().statusCode()).isEqualTo(200);
      events.requireAllOnce(disk.data());
    }
  }

  @Test
  void filesReadOnly_refusesEvents_answersQueries_andResumes() throws Exception {
    Path data = directory.resolve("data");
    try (RunningCollector collector = RunningCollector.start(data)) {
      Acknowledged events = new Acknowledged(collector);
      assertThat(events.send().statusCode()).isEqualTo(200);
      try (ImmutableFiles immutable =
          ImmutableFiles.make(data.resolve("events.db"), data.resolve("events.db-wal"))) {
        events.sendUntilRefused();
        assertThat(events.readiness()).startsWith("the store cannot write: ");
        events.requireAnswers();
      }
      awaitReady(events);
      assertThat(events.send().statusCode()).isEqualTo(200);
      events.requireAllOnce(data);
    }
  }

  @Test
  void commitFails_refusesEvents_answersQueries_andResumes() throws Exception {
    Path data = directory.resolve("data");
    try (RunningCollector collector = RunningCollector.start(data)) {
      Acknowledged events = new Acknowledged(collector);
      assertThat(events.send().statusCode()).isEqualTo(200);
      try (InjectedFault injected =
          InjectedFault.into(
              collector.process(),
              "fsync,fdatasync:error=EIO",
              data.resolve("events.db"),
              data.resolve("events.db-wal"))) {
        events.sendUntilRefused();
        assertThat(events.readiness()).startsWith("the store cannot write: ");
        events.requireAnswers();
      }
      awaitReady(events);
      assertThat(events.send().statusCode()).isEqualTo(200);
      events.requireAllOnce(data);
    }
  }
}
