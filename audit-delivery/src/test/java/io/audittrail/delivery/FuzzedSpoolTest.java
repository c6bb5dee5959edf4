package io.audittrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.spool.file.Wreck;
import io.audittrail.delivery.tool.ToolRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A delivery on a directory in which anything may have happened to the files of an earlier one.
 *
 * <p>The system properties {@code fuzz.seed} and {@code fuzz.rounds} repeat a round, or ask for
 * more.
 */
@Timeout(3_600)
class FuzzedSpoolTest {
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(20);
  private static final List<String> COMMANDS = List.of("list", "inspect", "verify");

  @TempDir Path root;
  private TestCollector collector;

  @BeforeEach
  void findAPort() throws IOException {
    collector = TestCollector.start();
    collector.close();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private AuditDelivery delivery(Path directory, String url, long closeTimeoutMillis) {
    return AuditDelivery.builder()
        .set(DeliveryOption.URL, url)
        .set(DeliveryOption.SPOOL_DIRECTORY, directory.toString())
        .set(DeliveryOption.PRODUCER, "fuzz")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "" + closeTimeoutMillis)
        .build();
  }

  /** Leaves events behind, because nobody listens; returns their spool. */
  private Path leave(Path directory, int count, Random random) {
    try (AuditDelivery delivery = delivery(directory, collector.url(), 0)) {
      for (int n = 0; n < count; n++) {
        delivery.emit(Events.large(n, random.nextInt(20_000)));
      }
      return Path.of(delivery.spool());
    }
  }

  @Test
  void delivery_onFilesThatAnythingHappenedTo_emitsAndDeliversWhatIsWhole() throws Exception {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    int rounds = Integer.getInteger("fuzz.rounds", 100) / 5;
    for (int round = 0; round < rounds; round++) {
      Path directory = Files.createDirectory(root.resolve("round-" + round));
      try {
        run(directory, seed + round);
      } catch (AssertionError | Exception e) {
        throw new AssertionError("fuzz.seed " + (seed + round) + " with fuzz.rounds 5", e);
      }
    }
  }

  private void run(Path directory, long seed) throws Exception {
    Random random = new Random(seed);
    int count = 20 + random.nextInt(200);
    int port = collector.port();
    Path spool = leave(directory, count, random);
    Wreck wreck = Wreck.of(spool, seed);
    wreck.damage(random.nextInt(6));
    damageOthers(spool, random);
    collector = TestCollector.startAt(port);

    assertThatTheToolNeverFails(directory, spool);
    AuditDelivery delivery = delivery(directory, collector.url(), CLOSE_BOUND.toMillis());
    delivery.emit(Events.numbered(1_000));
    long before = System.nanoTime();
    delivery.close();

    assertThat(System.nanoTime() - before).isLessThan(CLOSE_BOUND.toNanos());
    assertThat(delivery.statistics().acknowledged()).isEqualTo(1);
    assertThatTheToolNeverFails(directory, spool);
    if (Files.exists(spool)) {
      tool("resend", directory, spool, "--producer", "fuzz", "--url", collector.url());
    }
    assertThatWhatIsWholeArrived(count, wreck.touched());
    collector.close();
  }

  private void assertThatWhatIsWholeArrived(int count, Set<Long> touched) {
    List<Integer> arrived = new ArrayList<>(collector.numbers());
    assertThat(arrived.remove((Object) 1_000)).isTrue();
    assertThat(arrived).isSorted().doesNotHaveDuplicates();
    List<Integer> whole = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      if (!touched.contains((long) n)) {
        whole.add(n);
      }
    }
    assertThat(arrived).containsAll(whole);
  }

  private static void damageOthers(Path spool, Random random) throws IOException {
    byte[] garbage = new byte[random.nextInt(300)];
    random.nextBytes(garbage);
    switch (random.nextInt(8)) {
      case 0 -> Files.write(spool.resolve("spool.properties"), garbage);
      case 1 -> Files.deleteIfExists(spool.resolve("spool.properties"));
      case 2 -> Files.write(spool.resolve("lock"), garbage);
      case 3 -> Files.write(spool.resolve("dead-letters.jsonl"), garbage);
      case 4 -> Files.writeString(spool.resolve("dead-letters-older.jsonl"), letters(random));
      case 5 -> Files.write(spool.resolve("spool.properties"), garbage, StandardOpenOption.APPEND);
      default -> {}
    }
  }

  /** Something like rejected events, of which none is one. */
  private static String letters(Random random) {
    List<String> parts =
        List.of(
            "{\"set_aside_at\":", ",\"body\":", "}", "{", "\"", "\n", "\u0000", "}\n", "[]", "x");
    StringBuilder letters = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      letters.append(parts.get(random.nextInt(parts.size())));
    }
    return new String(letters.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static void assertThatTheToolNeverFails(Path directory, Path spool) {
    for (String command : COMMANDS) {
      assertThat(tool(command, directory, spool).exitCode()).as(command).isBetween(0, 2);
    }
    assertThat(ToolRun.of("list", "--dir", directory.toString()).exitCode()).isZero();
  }

  private static ToolRun tool(String command, Path directory, Path spool, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(command, "--dir", directory.toString()));
    arguments.addAll(List.of("--spool", spool.getFileName().toString()));
    arguments.addAll(List.of(more));
    return ToolRun.of(arguments.toArray(String[]::new));
  }
}
