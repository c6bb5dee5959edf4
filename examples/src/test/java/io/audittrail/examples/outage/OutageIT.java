package io.audittrail.examples.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.examples.Jars;
import io.audittrail.examples.JavaProcess;
import io.audittrail.examples.RunningCollector;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications work while nothing listens; then a collector comes up. Everything arrives, once, in
 * the order of each, and none sends more than twenty requests a second.
 */
@Tag("long")
class OutageIT {
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final int APPLICATIONS = 3;
  private static final int EVENTS = 6_000;
  private static final int BATCH = 1_000;
  private static final long GAP_NANOS = Duration.ofMillis(50).toNanos();

  @TempDir Path directory;

  private JavaProcess application(int number, int port, String token) throws Exception {
    return JavaProcess.start(
        JDK,
        Map.of(
            "AUDIT_URL",
            "http://127.0.0.1:" + port,
            "AUDIT_TOKEN",
            token,
            "AUDIT_SPOOL",
            directory.resolve("spool").toString(),
            "AUDIT_RETRY_MAX_MILLIS",
            "1000"),
        List.of(
            "-Dlog4j2.configurationFile=" + Jars.TEST_CLASSES.resolve("log4j2-crash.xml"),
            "-cp",
            Jars.withLog4j() + Jars.SEPARATOR + Jars.TEST_CLASSES,
            BusyApplication.class.getName(),
            "application-" + number,
            "" + EVENTS));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void collectorComesUp_everythingArrivesInOrderAtABoundedRate() throws Exception {
    int port = freePort();
    List<JavaProcess> applications = new ArrayList<>();
    try (RunningCollector collector = new RunningCollector(JDK, directory.resolve("data"))) {
      String writer = collector.token("audit-write");
      String reader = collector.token("audit-read");
      for (int number = 0; number < APPLICATIONS; number++) {
        applications.add(application(number, port, writer));
      }
      for (JavaProcess application : applications) {
        application.awaitLine("logged");
      }

      try (Entrance entrance = new Entrance(port, URI.create(collector.url()))) {
        List<JsonNode> stored = collector.follow(reader, APPLICATIONS * EVENTS);

        assertOnceAndInOrder(stored);
        assertBounded(entrance.arrivals());
      }
    } finally {
      for (JavaProcess application : applications) {
        application.kill();
      }
    }
  }

  /** The stream has the order of the commits. */
  private static void assertOnceAndInOrder(List<JsonNode> stored) {
    for (int number = 0; number < APPLICATIONS; number++) {
      String name = "application-" + number;
      List<JsonNode> own =
          stored.stream().filter(e -> e.path("actor_user_id").asText().equals(name)).toList();
      assertThat(own.stream().map(event -> event.path("n").asInt()).toList())
          .as(name)
          .isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
      assertThat(own.stream().map(event -> event.path("producer_sequence").asInt()).toList())
          .as(name)
          .isEqualTo(IntStream.rangeClosed(1, EVENTS).boxed().toList());
    }
  }

  private static void assertBounded(Map<String, List<Long>> arrivals) {
    assertThat(arrivals).hasSize(APPLICATIONS);
    arrivals.forEach(
        (producer, times) -> {
          assertThat(times).as(producer).hasSizeGreaterThanOrEqualTo(EVENTS / BATCH);
          long nanos = times.get(times.size() - 1) - times.get(0);
          System.out.printf(
              "outage: %s, %d requests in %d ms%n", producer, times.size(), nanos / 1_000_000);
          assertThat((times.size() - 1) * GAP_NANOS).as(producer).isLessThanOrEqualTo(nanos);
        });
  }
}
