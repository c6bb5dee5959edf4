package io.audittrail.collector.cli;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.Jar;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code collector follow}. */
class FollowCommandIT {
  @TempDir Path temp;

  private static String id(BufferedReader reader) throws Exception {
    return RunningCollector.json(reader.readLine()).at("/audit_events/0/event_id").asText();
  }

  @Test
  void follow_whenTheCollectorIsKilledAndStartedAgain_missesAndRepeatsNothing() throws Exception {
    Path data = temp.resolve("data");
    Path errors = Files.createFile(temp.resolve("errors"));
    RunningCollector first = RunningCollector.start(data);
    String admin = first.token((String) null, Permission.ADMIN);
    String port = Integer.toString(first.port());
    first.ingest(admin, body(event("a", "2021-01-01T00:00:00Z")));
    Process follow =
        Auditor.of(first.address().toString(), admin)
            .start(errors, "follow", "--after", "0", "-o", "json", "--category", "dataset");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(follow.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(id(reader)).isEqualTo("a");
      first.process().destroyForcibly().waitFor();
      try (RunningCollector second = RunningCollector.start(data, "--port", port)) {
        second.ingest(
            admin, body(event("b", "2020-01-01T00:00:00Z"), event("c", "2021-01-01T00:00:00Z")));
        assertThat(id(reader)).isEqualTo("b");
        assertThat(id(reader)).isEqualTo("c");
        assertThat(Files.readString(errors)).contains("trying again", "going on after");

        second.stop();
        try (RunningCollector third = RunningCollector.start(data, "--port", port)) {
          third.ingest(admin, body(event("d", "2021-01-01T00:00:00Z")));
          assertThat(id(reader)).isEqualTo("d");
        }
      }
      int code = interrupt(follow);
      assertThat(follow.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(follow.exitValue()).isEqualTo(code);
    } finally {
      follow.destroyForcibly();
    }
  }

  /**
   * Presses Ctrl-C and returns the exit code that it has. Tests that a shell runs in its background
   * have processes that ignore SIGINT, as they must; those are told by SIGTERM.
   */
  private static int interrupt(Process process) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    Path status = Path.of("/proc", pid, "status");
    boolean hears =
        !Files.exists(status)
            || Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .allMatch(line -> (Long.parseUnsignedLong(line.substring(8), 16) & 2) == 0);
    new ProcessBuilder("kill", hears ? "-INT" : "-TERM", pid).start().waitFor();
    return hears ? 130 : 143;
  }

  @Test
  void follow_withALimit_endsAndShowsRows() throws Exception {
    try (RunningCollector collector = RunningCollector.start(temp.resolve("data"))) {
      String admin = collector.token((String) null, Permission.ADMIN);
      collector.ingest(
          admin, body(event("a", "2022-01-01T00:00:00Z"), event("b", "2021-01-01T00:00:00Z")));
      Auditor auditor = Auditor.of(collector.address().toString(), admin);

      Jar.Run table = auditor.run("follow", "--after", "0", "--limit", "2");
      assertThat(table.code()).as(table.errors()).isZero();
      assertThat(table.output().lines().map(line -> line.substring(0, 4)))
          .containsExactly("TIME", "2022", "2021");

      Jar.Run csv =
          auditor.run("follow", "--after", "0", "--limit", "1", "-o", "csv", "-M", "2021-06-01");
      assertThat(csv.code()).as(csv.errors()).isZero();
      assertThat(csv.output()).hasLineCount(2).contains("b,get_datasets");
    }
  }
}
