package io.audittrail.examples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.examples.Jars;
import io.audittrail.examples.JavaProcess;
import io.audittrail.examples.RunningCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A collector, a link to it, and two producers, each of which can be killed and started again. */
final class Arena implements AutoCloseable {
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final long PATIENCE_SECONDS = 120;
  private static final long RESEND_MILLIS = 2_000;
  private static final int PAUSE_MILLIS = 1;

  /** A pause longer than a test: the last of its kind only sends what others left. */
  private static final int FOR_EVER_MILLIS = 3_600_000;

  private final Path directory;
  private final List<Path> ledgers = new ArrayList<>();
  private RunningCollector collector;
  private Link link;
  private String writer;
  private String reader;
  private JavaProcess annotated;
  private JavaProcess logged;

  Arena(Path directory) {
    this.directory = directory;
  }

  void start() throws Exception {
    collector = new RunningCollector(JDK, directory.resolve("data"));
    writer = collector.token("audit-write");
    reader = collector.token("audit-read");
    link = new Link(collector.port());
    annotated = annotated(PAUSE_MILLIS);
    logged = logged(PAUSE_MILLIS);
  }

  Link link() {
    return link;
  }

  void killAnnotated() throws Exception {
    annotated.kill();
    annotated = annotated(PAUSE_MILLIS);
  }

  void killLogged() throws Exception {
    logged.kill();
    logged = logged(PAUSE_MILLIS);
  }

  void killCollector(int downMillis) throws Exception {
    int port = collector.port();
    collector.kill();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(downMillis));
    collector = new RunningCollector(JDK, directory.resolve("data"), "--port", "" + port);
  }

  /** Kills both producers a last time, and starts two that send what is left. */
  void calm() throws Exception {
    link.slow(false);
    annotated.kill();
    logged.kill();
    annotated = annotated(FOR_EVER_MILLIS);
    logged = logged(FOR_EVER_MILLIS);
  }

  private JavaProcess annotated(int pauseMillis) throws IOException {
    String agent =
        "-javaagent:%s=url=http://127.0.0.1:%d,token=%s,producer=annotated,spoolDirectory=%s,"
            .formatted(Jars.AGENT, link.port(), writer, directory.resolve("spool"));
    List<String> arguments = new ArrayList<>();
    arguments.add(agent + "fullWaitMillis=60000,retryMaxMillis=" + RESEND_MILLIS);
    arguments.addAll(List.of("-cp", Jars.bare() + Jars.SEPARATOR + Jars.TEST_CLASSES));
    arguments.add(AnnotatedProducer.class.getName());
    arguments.addAll(ledger("annotated", pauseMillis));
    return JavaProcess.start(JDK, Map.of(), arguments);
  }

  private JavaProcess logged(int pauseMillis) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dlog4j2.configurationFile=" + Jars.TEST_CLASSES.resolve("log4j2-crash.xml"));
    arguments.addAll(List.of("-cp", Jars.withLog4j() + Jars.SEPARATOR + Jars.TEST_CLASSES));
    arguments.add(LoggedProducer.class.getName());
    arguments.addAll(ledger("logged", pauseMillis));
    Map<String, String> environment =
        Map.of(
            "AUDIT_URL",
            "http://127.0.0.1:" + link.port(),
            "AUDIT_TOKEN",
            writer,
            "AUDIT_SPOOL",
            directory.resolve("spool").toString(),
            "AUDIT_RETRY_MAX_MILLIS",
            "" + RESEND_MILLIS);
    return JavaProcess.start(JDK, environment, arguments);
  }

  private List<String> ledger(String producer, int pauseMillis) {
    String run = producer + "-" + ledgers.size();
    Path ledger = directory.resolve(run + ".ledger");
    ledgers.add(ledger);
    return List.of(ledger.toString(), run, "" + pauseMillis);
  }

  /** The marks of all events that were taken, by either producer. */
  List<String> taken() throws IOException {
    List<String> taken = new ArrayList<>();
    for (Path ledger : ledgers) {
      taken.addAll(Ledger.read(ledger));
    }
    return taken;
  }

  /** Waits until all that was taken is stored, and returns how often each mark is there. */
  Map<String, Integer> awaitStored() throws Exception {
    Set<String> taken = new HashSet<>(taken());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    Map<String, Integer> stored = stored();
    while (!stored.keySet().containsAll(taken) && System.nanoTime() < end) {
      assertThat(annotated.isAlive() && logged.isAlive()).as("both producers run").isTrue();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      stored = stored();
    }
    return stored;
  }

  private Map<String, Integer> stored() throws Exception {
    Map<String, Integer> marks = new HashMap<>();
    String filter =
        "\"filter\":{\"event_types\":[\"trigger_update\",\"trigger_create\"]},\"limit\":1000";
    String continuation = "null";
    do {
      JsonNode page =
          collector.query(reader, "{" + filter + ",\"continuation\":" + continuation + "}");
      for (JsonNode event : page.path("audit_events")) {
        marks.merge(event.path("mark").asText(), 1, Integer::sum);
      }
      continuation = page.path("continuation").toString();
    } while (!continuation.isEmpty());
    return marks;
  }

  @Override
  public void close() throws Exception {
    annotated.kill();
    logged.kill();
    link.close();
    collector.close();
  }
}
