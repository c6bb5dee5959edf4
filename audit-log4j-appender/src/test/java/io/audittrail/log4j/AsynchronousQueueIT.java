package io.audittrail.log4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.AuditDelivery;
import io.audittrail.delivery.DeliveryOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of events in Log4j's own queue, which comes before the spool. A spool of 1 MiB,
 * which holds about a hundred of the events, and a collector that is down, keep the thread behind
 * the queue from emptying it.
 */
class AsynchronousQueueIT {
  private static final long PATIENCE_SECONDS = 120;
  private static final String LONG = "600000";

  /** Of 150 events 128 are in the queue at most, and one is in between. */
  private static final int LEAST_SPOOLED = 20;

  private static final int MOST_SPOOLED = 110;

  @TempDir Path directory;
  private IngestServer server;
  private String fullWaitMillis = LONG;
  private String closeTimeoutMillis = "60000";
  private boolean shutdownHook = true;

  @BeforeEach
  void start() throws Exception {
    server = new IngestServer();
    server.answer(503);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Each of Log4j's ways to put a queue in front of the appender, and how it is configured. */
  private enum Mode {
    BESIDE_ASYNCHRONOUS_ROOT("Logger", "audit"),
    APPENDER("Logger", "async"),
    LOGGER("AsyncLogger", "audit"),
    CONTEXT("Logger", "audit");

    private final String logger;
    private final String reference;

    Mode(String logger, String reference) {
      this.logger = logger;
      this.reference = reference;
    }

    String configuration() {
      String root = this == BESIDE_ASYNCHRONOUS_ROOT ? "AsyncRoot" : "Root";
      return """
          <Loggers>
            <%1$s name="audit" level="info" additivity="false"><AppenderRef ref="%2$s"/></%1$s>
            <%3$s level="warn"><AppenderRef ref="console"/></%3$s>
          </Loggers>
          """
          .formatted(logger, reference, root);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"APPENDER", "LOGGER", "CONTEXT"})
  void log_killedBehindAQueue_losesWhatIsInItAndKeepsWhatIsInTheSpool(Mode mode) throws Exception {
    Set<Integer> logged = logged(run(mode, 150, "halt"));
    Set<Integer> delivered = deliver();

    assertThat(logged).as("log has returned").hasSize(150);
    assertThat(delivered).hasSizeBetween(LEAST_SPOOLED, MOST_SPOOLED).isEqualTo(first(delivered));
  }

  @Test
  void log_killedBesideAnAsynchronousRoot_losesNothing() throws Exception {
    Set<Integer> logged = logged(run(Mode.BESIDE_ASYNCHRONOUS_ROOT, 80, "halt"));

    assertThat(logged).hasSize(80);
    assertThat(deliver()).isEqualTo(logged);
  }

  @Test
  void exit_withoutLog4jsShutdownHook_losesTheQueue() throws Exception {
    shutdownHook = false;
    Set<Integer> logged = logged(run(Mode.LOGGER, 150, "exit"));

    assertThat(logged).hasSize(150);
    Set<Integer> delivered = deliver();
    assertThat(delivered).hasSizeBetween(LEAST_SPOOLED, MOST_SPOOLED).isEqualTo(first(delivered));
  }

  @Test
  void exit_withoutLog4jsShutdownHookButStopped_emptiesTheQueue() throws Exception {
    shutdownHook = false;
    server.answer(200);
    Set<Integer> logged = logged(run(Mode.LOGGER, 150, "stop"));

    assertThat(logged).hasSize(150);
    assertThat(arrived()).isEqualTo(logged);
  }

  /**
   * The queue has 128 places: the caller waits when they are taken, and what has no room is told.
   */
  @Test
  void queueFull_byDefault_holdsTheCallerUpAndLosesNothingUncounted() throws Exception {
    fullWaitMillis = "5";
    closeTimeoutMillis = "300";
    String output = run(Mode.LOGGER, 300, "exit");
    Set<Integer> delivered = deliver();

    assertThat(logged(output)).hasSize(300);
    assertThat(output).contains("audit events were dropped");
    assertThat(delivered).hasSizeBetween(80, MOST_SPOOLED);
    assertThat(told(output, "audit events were dropped")).isEqualTo(300 - delivered.size());
  }

  @Test
  void queueFull_withDiscard_losesWhatNobodyCounts() throws Exception {
    String output = run(Mode.LOGGER, 400, "halt", "-Dlog4j2.asyncQueueFullPolicy=Discard");

    assertThat(logged(output)).as("log has returned").hasSize(400);
    assertThat(output).contains("refused 0").doesNotContain("audit events were dropped");
    assertThat(deliver()).as("400, less 128 in the queue").hasSizeLessThan(MOST_SPOOLED);
  }

  /** Adds the numbers in front of what the appender told. */
  private static int told(String output, String what) {
    return output
        .lines()
        .filter(line -> line.contains(what))
        .mapToInt(
            line ->
                Integer.parseInt(line.replaceFirst(" " + what + ".*", "").replaceFirst(".* ", "")))
        .sum();
  }

  private static Set<Integer> logged(String output) {
    Set<Integer> numbers = new TreeSet<>();
    output
        .lines()
        .filter(line -> line.startsWith("logged "))
        .forEach(line -> numbers.add(Integer.valueOf(line.substring("logged ".length()))));
    return numbers;
  }

  /** Returns as many numbers, from the first on. */
  private static Set<Integer> first(Set<Integer> numbers) {
    return IntStream.range(0, numbers.size())
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<Integer> arrived() {
    Set<Integer> numbers = new TreeSet<>();
    server.rest().forEach(event -> numbers.add(event.get("n").asInt()));
    return numbers;
  }

  /** Sends what is left, as the next process does, and returns the numbers of what arrived. */
  private Set<Integer> deliver() {
    server.answer(200);
    AuditDelivery.builder()
        .set(DeliveryOption.URL, server.url())
        .set(DeliveryOption.SPOOL_DIRECTORY, directory.resolve("spools").toString())
        .set(DeliveryOption.PRODUCER, "queueing")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "60000")
        .build()
        .close();
    return arrived();
  }

  private String run(Mode mode, int count, String end, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    if (mode == Mode.CONTEXT) {
      command.add(
          "-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
    }
    command.add("-Dlog4j2.asyncLoggerRingBufferSize=128");
    command.add("-Dlog4j2.asyncLoggerConfigRingBufferSize=128");
    command.add("-Dlog4j2.configurationFile=" + configuration(mode));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(QueueingApplication.class.getName(), "" + count, end));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output);
    assertThat(ended).as("ended in time, after saying: %s", text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private Path configuration(Mode mode) throws IOException {
    String xml =
        """
        <Configuration%1$s>
          <Appenders>
            <AuditCollector name="audit" url="%2$s" producer="queueing" spoolDirectory="%3$s"
                spoolBytes="1048576" fullWaitMillis="%4$s" closeTimeoutMillis="%5$s"/>
            <Async name="async" bufferSize="128"><AppenderRef ref="audit"/></Async>
            <Console name="console" target="SYSTEM_ERR"/>
          </Appenders>
          %6$s
        </Configuration>
        """
            .formatted(
                shutdownHook ? "" : " shutdownHook=\"disable\"",
                server.url(),
                directory.resolve("spools"),
                fullWaitMillis,
                closeTimeoutMillis,
                mode.configuration());
    return Files.writeString(directory.resolve("log4j2.xml"), xml);
  }
}
