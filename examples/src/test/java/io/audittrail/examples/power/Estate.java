package io.audittrail.examples.power;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.examples.Jars;
import io.audittrail.examples.JavaProcess;
import io.audittrail.examples.RunningCollector;
import io.audittrail.examples.crash.Ledger;
import io.audittrail.examples.crash.LoggedProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collector that is up or down, and applications of one producer that log events to it: what they
 * note of events that were taken lies where nothing happens to it.
 */
final class Estate implements AutoCloseable {
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final long PATIENCE_SECONDS = 120;
  private static final int MAX_PROCESSES = 3;
  private static final String PAUSE_MILLIS = "1";

  /** Such an application logs one event, sends what others left, and ends. */
  private static final String ONCE = "-1";

  private final Path directory;
  private final List<Path> ledgers = new ArrayList<>();
  private final List<JavaProcess> applications = new ArrayList<>();
  private final int port;
  private final String writer;
  private final String reader;
  private @Nullable RunningCollector collector;

  /** Starts a collector; what belongs to the estate lies below the given directory. */
  Estate(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    RunningCollector first = new RunningCollector(JDK, directory.resolve("data"));
    this.collector = first;
    this.port = first.port();
    this.writer = first.token("audit-write");
    this.reader = first.token("audit-read");
  }

  void collectorDown() throws IOException {
    if (collector != null) {
      collector.close();
      collector = null;
    }
  }

  RunningCollector collectorUp() throws IOException, InterruptedException {
    if (collector == null) {
      collector = new RunningCollector(JDK, directory.resolve("data"), "--port", "" + port);
    }
    return collector;
  }

  /**
   * Starts an application that logs an event each millisecond.
   *
   * @param before a command in front of {@code java}
   * @param settings more of its environment
   */
  JavaProcess start(Path spools, List<String> before, Map<String, String> settings)
      throws IOException {
    return start(spools, before, settings, PAUSE_MILLIS);
  }

  private JavaProcess start(
      Path spools, List<String> before, Map<String, String> settings, String pauseMillis)
      throws IOException {
    String run = "run-" + ledgers.size();
    Path ledger = directory.resolve(run + ".ledger");
    ledgers.add(ledger);
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("AUDIT_URL", "http://127.0.0.1:" + port);
    environment.put("AUDIT_TOKEN", writer);
    environment.put("AUDIT_SPOOL", spools.toString());
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dlog4j2.configurationFile=" + Jars.TEST_CLASSES.resolve("log4j2-power.xml"));
    arguments.addAll(List.of("-cp", Jars.withLog4j() + Jars.SEPARATOR + Jars.TEST_CLASSES));
    arguments.addAll(
        List.of(LoggedProducer.class.getName(), ledger.toString(), run + "-mark", pauseMillis));
    JavaProcess application = JavaProcess.start(before, JDK, environment, arguments);
    applications.add(application);
    return application;
  }

  /** Waits until the application that was started last has noted so many events. */
  void awaitTaken(int count) throws Exception {
    await(count + " events are taken", () -> takenByLast().size() >= count);
  }

  /** Returns what the application that was started last has said on standard error. */
  String lastErrors() throws IOException {
    return applications.get(applications.size() - 1).errors();
  }

  /** Returns the marks of the events that the application that was started last has noted. */
  Set<String> takenByLast() throws IOException {
    Path ledger = ledgers.get(ledgers.size() - 1);
    return Files.exists(ledger) ? new HashSet<>(Ledger.read(ledger)) : new HashSet<>();
  }

  /** Has an application send what others left, and returns how often each mark is stored then. */
  Map<String, Integer> deliver(Path spools) throws Exception {
    return deliver(spools, List.of());
  }

  /** As {@link #deliver(Path)}, with a command in front of {@code java}. */
  Map<String, Integer> deliver(Path spools, List<String> before) throws Exception {
    collectorUp();
    int processes = 0;
    do {
      start(spools, before, Map.of(), ONCE).succeed();
    } while (isLeft(spools) && ++processes < MAX_PROCESSES);
    return stored();
  }

  /** Who ends does not go on with what others left when the collector once fails to answer. */
  private static boolean isLeft(Path spools) throws IOException {
    if (!Files.isDirectory(spools)) {
      return false;
    }
    try (Stream<Path> files = Files.list(spools)) {
      return files.anyMatch(spool -> Files.exists(spool.resolve("acknowledged")));
    }
  }

  /** Waits until an event of the application that was started last is stored. */
  void awaitStoredOfLast() throws Exception {
    await("an event is stored", () -> !Collections.disjoint(stored().keySet(), takenByLast()));
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s in time", what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Returns how often each mark is stored. */
  Map<String, Integer> stored() throws Exception {
    Map<String, Integer> marks = new HashMap<>();
    String filter = "\"filter\":{\"event_types\":[\"trigger_create\"]},\"limit\":1000";
    String continuation = "null";
    do {
      JsonNode page =
          collectorUp().query(reader, "{" + filter + ",\"continuation\":" + continuation + "}");
      for (JsonNode event : page.path("audit_events")) {
        marks.merge(event.path("mark").asText(), 1, Integer::sum);
      }
      continuation = page.path("continuation").toString();
    } while (!continuation.isEmpty());
    return marks;
  }

  /** Returns what the collector knows of producers, as it answers. */
  String producers() throws Exception {
    return collectorUp().get("/api/v1/producers", reader);
  }

  @Override
  public void close() throws Exception {
    for (JavaProcess application : applications) {
      application.kill();
    }
    collectorDown();
  }
}
