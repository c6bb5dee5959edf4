package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.access.Permission;
import io.audittrail.collector.store.content.EventIdCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a data directory, made while a collector writes to it. */
class UpkeepIT {
  @TempDir Path directory;

  @Test
  void backupUnderIngest_holdsEveryAcknowledgedEvent_andStarts() throws Exception {
    Path data = directory.resolve("data");
    Path copy = directory.resolve("copy");
    String reader;
    try (RunningCollector collector = RunningCollector.start(data)) {
      String writer = collector.token("t", Permission.AUDIT_WRITE);
      reader = collector.token("t", Permission.AUDIT_READ);
      Set<String> acknowledged = ConcurrentHashMap.newKeySet();
      AtomicBoolean goesOn = new AtomicBoolean(true);
      CompletableFuture<Void> ingest =
          CompletableFuture.runAsync(
              () -> {
                for (int batch = 0; goesOn.get(); batch++) {
                  acknowledged.addAll(ingest(collector, writer, batch));
                }
              });
      await(() -> acknowledged.size() > 1_000 || ingest.isDone());
      Set<String> before = new HashSet<>(acknowledged);
      Jar.Run backup = Jar.run("backup", "--data", data.toString(), "--to", copy.toString());
      Jar.Run running = Jar.run("verify", "--data", data.toString());
      goesOn.set(false);
      ingest.get();

      assertThat(backup.code()).as(backup.errors()).isZero();
      assertThat(running.code()).as(running.output() + running.errors()).isZero();
      assertThat(ids(copy)).containsAll(before);
      assertThat(acknowledged).containsAll(ids(copy));
      assertThat(backup.output()).startsWith(ids(copy).size() + " events, last sequence ");
    }
    assertThat(verify(copy)).endsWith("whole\n");
    assertOwnerOnly(copy);
    try (RunningCollector restored = RunningCollector.start(copy)) {
      assertThat(restored.query(reader, "{}").path("audit_events")).isNotEmpty();
    }
  }

  @Test
  void backup_killed_leavesAPartialCopyAlone_andTheNextOneReplacesIt() throws Exception {
    Path data = directory.resolve("data");
    Path copy = directory.resolve("copy");
    try (RunningCollector collector = RunningCollector.start(data)) {
      String writer = collector.token("t", Permission.AUDIT_WRITE);
      for (int batch = 0; batch < 50; batch++) {
        ingest(collector, writer, batch);
      }
    }
    Process process =
        new ProcessBuilder(
                Jar.command(List.of("backup", "--data", data.toString(), "--to", copy.toString())))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await(() -> Files.exists(directory.resolve("copy.partial/events.db")) || !process.isAlive());
    process.destroyForcibly().waitFor();
    assertThat(directory.resolve("copy.partial")).exists();
    assertThat(copy).doesNotExist();

    Jar.Run again = Jar.run("backup", "--data", data.toString(), "--to", copy.toString());
    assertThat(again.code()).as(again.errors()).isZero();
    assertThat(directory.resolve("copy.partial")).doesNotExist();
    assertThat(ids(copy)).hasSize(5_000);
    Jar.Run third = Jar.run("backup", "--data", data.toString(), "--to", copy.toString());
    assertThat(third.code()).isEqualTo(2);
    assertThat(third.errors()).contains("--to was ", "not there or empty");
  }

  @Test
  void backup_ofNothing_saysSo_andMakesNothing() throws Exception {
    Path copy = directory.resolve("copy");
    Jar.Run missing =
        Jar.run("backup", "--data", directory.resolve("no").toString(), "--to", copy.toString());
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.errors()).contains("does not exist");
    assertThat(directory).isEmptyDirectory();
  }

  private static Set<String> ingest(RunningCollector collector, String token, int batch) {
    Set<String> ids = new HashSet<>();
    String[] events = new String[100];
    for (int i = 0; i < events.length; i++) {
      String id = "e-" + batch + "-" + i;
      ids.add(id);
      events[i] = event(id, "2021-06-10T00:00:%02d.%06dZ".formatted(batch % 60, i), "\"n\":" + i);
    }
    collector.ingest(token, body(events));
    return ids;
  }

  private static Set<String> ids(Path data) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("events.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT event_id FROM event ORDER BY sequence")) {
      while (rows.next()) {
        String id = EventIdCode.decode(rows.getBytes(1));
        if (id.startsWith("e-")) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  private static String verify(Path data) throws Exception {
    return Jar.run("verify", "--data", data.toString()).output();
  }

  private static void assertOwnerOnly(Path copy) throws IOException {
    assertThat(mode(copy)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(copy)) {
      assertThat(files)
          .extracting(file -> file.getFileName() + " " + mode(file))
          .containsExactlyInAnyOrder(
              "access.key rw-------",
              "continuation.key rw-------",
              "cursor.key rw-------",
              "events.db rw-------",
              "tokens.db rw-------");
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
