package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.delivery.TestCollector.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Applications as processes of their own, which end in every way. */
@Timeout(300)
class KilledProcessTest {
  private static final int KILLS = Integer.getInteger("kills", 8);
  private static final int MANY = 10_000_000;

  @TempDir Path directory;
  private TestCollector collector;
  private final List<Path> outputs = new ArrayList<>();
  private String spools;

  @BeforeEach
  void start() throws Exception {
    collector = TestCollector.start();
    spools = directory.resolve("spools").toString();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private Process launch(int first, int count) throws IOException {
    Path output = directory.resolve("output-" + outputs.size());
    outputs.add(output);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            EmittingApplication.class.getName(),
            collector.url(),
            spools,
            Integer.toString(first),
            Integer.toString(count))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Returns the numbers of the events whose emit has returned; a line that was cut is none. */
  private List<Integer> printed() throws IOException {
    List<Integer> printed = new ArrayList<>();
    for (Path output : outputs) {
      String text = Files.readString(output);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      whole.lines().forEach(line -> printed.add(Integer.valueOf(line)));
    }
    return printed;
  }

  @Test
  void emit_processKilledAtAnyMoment_keepsEveryEventExactlyOnce() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    collector.answering(request -> Answer.error(503, "later"));
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill == KILLS / 2) {
        collector.answering(collector::store); // some of them send while they are killed
      }
      int index = outputs.size();
      Process process = launch(kill * 2 * MANY, MANY);
      eventually("it emits", () -> outputs.get(index).toFile().length() > 100);
      process.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }
    Process last = launch(KILLS * 2 * MANY, 10);
    assertThat(last.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(last.exitValue()).isZero();
    Process afterLast = launch(KILLS * 2 * MANY + 100, 10);
    assertThat(afterLast.waitFor(100, TimeUnit.SECONDS)).isTrue();

    List<Integer> stored = new ArrayList<>(new TreeSet<>(collector.numbers()));
    List<Integer> mustBeThere = new ArrayList<>(new TreeSet<>(printed()));
    // what the shutdown hook of the very last process emitted is in its spool
    mustBeThere.removeIf(n -> n >= KILLS * 2 * MANY + 120);
    mustBeThere.removeAll(stored);
    assertThat(mustBeThere).as("seed %d, missing", seed).isEmpty();
    assertNumbersWithoutGaps(seed);
  }

  /** Each producer's numbers begin with 1, and none is missing; what came twice is the same. */
  private void assertNumbersWithoutGaps(long seed) {
    Map<String, Map<Integer, String>> producers = new TreeMap<>();
    for (JsonNode event : collector.stored()) {
      String before =
          producers
              .computeIfAbsent(event.get("producer").asText(), producer -> new TreeMap<>())
              .put(event.get("producer_sequence").asInt(), event.toString());
      assertThat(before).as("seed %d", seed).isIn(null, event.toString());
    }
    assertThat(producers).hasSizeGreaterThanOrEqualTo(KILLS);
    producers.forEach(
        (producer, events) -> {
          assertThat(events.keySet()).as("%s, seed %d", producer, seed).first().isEqualTo(1);
          assertThat(events.keySet()).as("%s", producer).last().isEqualTo(events.size());
        });
  }

  @Test
  void emit_inMemoryProcessKilled_losesWhatWaitsAndItsEndIsUnknown() throws Exception {
    spools = "memory";
    collector.answering(request -> Answer.error(503, "later"));
    Process process = launch(0, MANY);
    eventually("it emits", () -> outputs.get(0).toFile().length() > 1_000);
    process.destroyForcibly().waitFor();
    assertThat(printed()).hasSizeGreaterThan(100);
    collector.answering(collector::store);

    assertThat(launch(2 * MANY, 10).waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(collector.numbers()).hasSize(20).allMatch(n -> n >= 2 * MANY);
    Set<String> ended = new TreeSet<>();
    collector
        .requests()
        .forEach(
            r -> r.body().path("producers").forEach(p -> ended.add(p.path("producer").asText())));
    assertThat(ended).hasSize(1);
    assertThat(collector.stored().get(0).path("producer").asText()).isIn(ended);
  }

  @Test
  void emit_inAShutdownHookAfterTheClose_isSentByTheNextProcess() throws Exception {
    assertThat(launch(0, 10).waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(printed()).contains(20, 24);

    assertThat(launch(100, 10).waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(collector.numbers()).contains(0, 19, 20, 21, 22, 23, 24, 100, 119);
  }

  @Test
  void start_manyProcessesAtOnce_adoptEachSpoolOnce() throws Exception {
    collector.answering(request -> Answer.error(503, "later"));
    for (int i = 0; i < 3; i++) {
      int index = outputs.size();
      Process process = launch(i * 1_000, 400);
      eventually("it has emitted", () -> lines(index) >= 800);
      process.destroyForcibly().waitFor();
    }
    collector.answering(collector::store);

    List<Process> processes = new ArrayList<>();
    for (int i = 10; i < 13; i++) {
      processes.add(launch(i * 1_000, 1));
    }
    for (Process process : processes) {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    }

    List<Integer> early = collector.numbers().stream().filter(n -> n < 10_000).sorted().toList();
    assertThat(early).hasSize(2_400).doesNotHaveDuplicates();
  }

  private long lines(int index) {
    try (var lines = Files.lines(outputs.get(index))) {
      return lines.count();
    } catch (IOException e) {
      return 0;
    }
  }
}
