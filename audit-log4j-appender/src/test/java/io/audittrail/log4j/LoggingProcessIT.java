package io.audittrail.log4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs an application in a JVM of its own, with each of Log4j's ways to hand events over. */
class LoggingProcessIT {
  private static final String SYNCHRONOUS = "<AppenderRef ref=\"audit\"/>";
  private static final String ASYNCHRONOUS = "<AppenderRef ref=\"async\"/>";

  /** Long enough for a machine that has much else to do. */
  private static final long PATIENCE_MILLIS = 60_000;

  @TempDir Path directory;
  private IngestServer server;
  private long closeTimeoutMillis = PATIENCE_MILLIS;

  @BeforeEach
  void start() throws Exception {
    server = new IngestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "default,      false, LoggerContext",
    "default,      true,  LoggerContext",
    "appender,     true,  LoggerContext",
    "logger,       true,  LoggerContext",
    "context,      true,  AsyncLoggerContext",
    "context,      false, AsyncLoggerContext",
    "contextasync, true,  AsyncLoggerContext",
  })
  void everyEvent_inEveryMode_arrivesAsItWasLogged(
      String mode, boolean threadLocals, String selector) throws Exception {
    String output = run(mode, List.of("-Dlog4j2.enableThreadlocals=" + threadLocals));

    assertThat(output)
        .contains("selector " + selector, "threadlocals " + threadLocals)
        .doesNotContain("ERROR");
    Map<String, JsonNode> events = new HashMap<>();
    for (JsonNode event : server.rest()) {
      assertThat(event.get("actor_tenant_id").asText()).isEqualTo("t-1");
      events.put(event.get("trigger_ids").get(0).asText(), event);
    }
    assertThat(events).hasSize(400);
    for (int i = 0; i < 100; i++) {
      assertThat(events.get("slf4j-" + i).get("actor_user_id").asText()).isEqualTo("u-" + i);
      assertThat(events.get("object-" + i).get("actor_user_id").asText()).isEqualTo("u-" + i);
      assertThat(events.get("map-" + i).get("actor_user_id").asText()).isEqualTo("u-" + i);
      JsonNode keyValues = events.get("kv-" + i);
      assertThat(keyValues.get("event_type").asText()).isEqualTo("login_success");
      assertThat(keyValues.get("actor_user_id").asText()).isEqualTo("u-" + i);
      assertThat(keyValues.get("attempts").asText()).isEqualTo("" + i);
      assertThat(keyValues.get("message").asText()).isEqualTo("logged in " + i);
      assertThat(keyValues.get("request").asText()).isEqualTo("r-" + i);
      assertThat(keyValues.has("nothing")).isFalse();
      assertThat(keyValues.has("audit_user")).isFalse();
    }
  }

  @Test
  void whatIsLogged_afterLog4jStopped_isCountedAndTold() throws Exception {
    String output = run("default", List.of(), "late");

    assertThat(output)
        .containsPattern("refused [1-9]")
        .contains("audit: the logger \"audit\" refused an event of type login_success");
    assertThat(server.rest()).hasSizeGreaterThanOrEqualTo(400);
  }

  @Test
  void anApplication_whoseCollectorIsDown_endsInTime() throws Exception {
    server.answer(503);
    closeTimeoutMillis = 300;
    String output = run("default", List.of());

    assertThat(output)
        .contains("selector LoggerContext", "ERROR AuditCollector: ")
        .contains("AuditCollector: events wait in " + spools());
  }

  @Test
  void whatIsLeft_whenTheCollectorIsDown_isSentByTheNextProcess() throws Exception {
    server.answer(503);
    closeTimeoutMillis = 300;
    run("default", List.of());
    server.answer(200);
    closeTimeoutMillis = PATIENCE_MILLIS;
    run("default", List.of());

    assertThat(server.rest()).hasSize(800);
    assertThat(spools()).isEmptyDirectory();
  }

  private String run(String mode, List<String> options, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    if (mode.startsWith("context")) {
      command.add(
          "-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
    }
    command.add("-Dlog4j2.configurationFile=" + configuration(mode));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LoggingApplication.class.getName());
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(2 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    String text = Files.readString(output);
    assertThat(ended).as("ended in time, after saying: %s", text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private Path spools() {
    return directory.resolve("spools");
  }

  private Path configuration(String mode) throws IOException {
    String reference =
        mode.endsWith("async") || mode.equals("appender") ? ASYNCHRONOUS : SYNCHRONOUS;
    String logger = mode.equals("logger") ? "AsyncLogger" : "Logger";
    String xml =
        """
        <Configuration>
          <Appenders>
            <AuditCollector name="audit" url="%1$s" closeTimeoutMillis="%4$d"
                spoolDirectory="%5$s" producer="logging"/>
            <Async name="async"><AppenderRef ref="audit"/></Async>
            <Console name="console" target="SYSTEM_ERR"/>
          </Appenders>
          <Loggers>
            <%2$s name="audit" level="info" additivity="false">%3$s</%2$s>
            <Root level="warn"><AppenderRef ref="console"/></Root>
          </Loggers>
        </Configuration>
        """
            .formatted(server.url(), logger, reference, closeTimeoutMillis, spools());
    return Files.writeString(directory.resolve("log4j2.xml"), xml);
  }
}
