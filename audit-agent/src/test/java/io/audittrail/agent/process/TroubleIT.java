package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.agent.process.AgentProcess.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testapp.Endurance;
import testapp.Streams;

/** Whatever is wrong, the application goes on, and somebody is told. */
class TroubleIT {
  @ParameterizedTest
  @ValueSource(ints = {401, 404, 500})
  void application_whenCollectorAnswersWithError_isNotDisturbed(int status) {
    try (RecordingCollector collector = RecordingCollector.answering(status)) {
      Ended ended = run("url=" + collector.url() + ",closeTimeoutMillis=500");

      assertThat(ended.out()).containsExactly("sum 12000");
      assertThat(String.join("\n", ended.told())).contains("3 events wait in ");
    }
  }

  @Test
  void application_whenNobodyListens_isNotDisturbed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Ended ended = run("url=http://127.0.0.1:" + port + ",closeTimeoutMillis=500");

    assertThat(ended.out()).containsExactly("sum 12000");
    assertThat(String.join("\n", ended.told())).contains("3 events wait in ");
  }

  @Test
  void application_whenSpoolIsFull_goesOnAndLossIsCounted() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      Ended ended =
          AgentProcess.of(Endurance.class, "400")
              .agent("url=" + url + ",spoolBytes=1048576,fullWaitMillis=1,closeTimeoutMillis=100")
              .run()
              .requireSuccess();

      assertThat(ended.out()).containsExactly("sum 1600000");
      assertThat(String.join("\n", ended.told())).containsIgnoringCase("spool");
    }
  }

  @Test
  void events_ofAnApplicationWithoutACollector_areSentByTheNextOne(@TempDir Path directory) {
    String settings = ",spoolDirectory=" + directory + ",producer=endurance,url=";
    int port;
    try (RecordingCollector down = RecordingCollector.answering(503)) {
      port = Integer.parseInt(down.url().replaceFirst(".*:", ""));
      run("closeTimeoutMillis=300" + settings + down.url());
    }
    try (RecordingCollector collector = RecordingCollector.startAt(port)) {
      Ended ended = run("closeTimeoutMillis=60000" + settings + collector.url());

      assertThat(collector.events()).hasSize(6);
      assertThat(ended.told().get(0)).contains("events wait in " + directory);
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void spoolDirectory_thatCannotBeUsed_isToldAndEventsWaitInMemory() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended = run("spoolDirectory=/dev/null/x,url=" + collector.url());

      assertThat(collector.events()).hasSize(3);
      assertThat(ended.told().get(0))
          .contains("spoolDirectory was /dev/null/x, which cannot hold a spool", "in memory");
    }
  }

  private static Ended run(String arguments) {
    return AgentProcess.of(Endurance.class, "3").agent(arguments).run().requireSuccess();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url=http://127.0.0.1:1,spolBytes=5000000 | \"spolBytes\" is not known, the nearest is"
            + " spoolBytes",
        "url=http://127.0.0.1:1,whenFull=FAIL | whenFull was FAIL, allowed in the agent are WAIT"
            + " and DROP",
        "url=http://127.0.0.1:1,batchEvents=0 | batchEvents was",
        "url=gopher://here | url was",
        "batchEvents=5 | url was not set",
        "url | agent argument was \"url\"",
        "config=/no/such/file | config was \"/no/such/file\"",
        "url=http://127.0.0.1:1,debug=maybe | debug was \"maybe\", allowed are true and false",
      })
  void badSetting_leavesApplicationUnwoven_afterOneLine(String arguments, String message) {
    Ended ended = AgentProcess.of(Streams.class).agent(arguments).run().requireSuccess();

    assertThat(ended.out()).contains("created s-a");
    assertThat(ended.err())
        .singleElement()
        .asString()
        .startsWith("audit-agent: off: ")
        .contains(message);
  }

  @Test
  void killSwitch_inEnvironment_winsOverBadSettings() {
    Ended ended =
        AgentProcess.of(Streams.class)
            .agent("noSuchKey=1")
            .environment("AUDIT_AGENT_ENABLED", "false")
            .run()
            .requireSuccess();

    assertThat(ended.err()).containsExactly("audit-agent: off, agent.enabled was false");
  }

  @Test
  void settings_ofAllSources_areRead(@TempDir Path directory) throws IOException {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Path file = directory.resolve("audit.properties");
      Files.writeString(file, "url=http://127.0.0.1:1\nactorUser=of-file\nactorTenant=of-file\n");
      AgentProcess.of(Endurance.class, "1")
          .jvm("-Daudit.url=" + collector.url())
          .environment("AUDIT_CONFIG", file.toString())
          .environment("AUDIT_ACTOR_TENANT", "of-environment")
          .environment("AUDIT_OF_SOMEBODY_ELSE", "1")
          .run()
          .requireSuccess();

      assertThat(collector.events().get(0).path("actor_user_id").asText()).isEqualTo("of-file");
      assertThat(collector.events().get(0).path("actor_tenant_id").asText())
          .isEqualTo("of-environment");
    }
  }
}
