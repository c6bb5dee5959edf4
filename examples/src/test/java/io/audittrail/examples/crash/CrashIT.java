package io.audittrail.examples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Producers and a collector that are killed at random moments, and a network that is cut and
 * slowed: at the end every event that was taken is in the store exactly once.
 *
 * <p>{@code crash.seconds} says for how long, {@code crash.seed} repeats a run's decisions.
 */
class CrashIT {
  @TempDir Path directory;

  @Test
  void everyEventThatWasTaken_isStoredExactlyOnce() throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    long seconds = Long.getLong("crash.seconds", 10);
    System.out.printf("crash: seed %d, %d s%n", seed, seconds);
    try (Arena arena = new Arena(directory)) {
      arena.start();
      Troublemaker trouble = new Troublemaker(arena, new Random(seed));
      trouble.makeFor(seconds);
      arena.calm();
      Map<String, Integer> stored = arena.awaitStored();
      List<String> taken = arena.taken();
      System.out.printf("crash: %s%n", trouble);
      System.out.printf("crash: %,d events taken, %,d stored%n", taken.size(), stored.size());

      assertThat(taken).as("seed %d", seed).isNotEmpty().doesNotHaveDuplicates();
      assertThat(stored.keySet()).as("seed %d: nothing is lost", seed).containsAll(taken);
      Map<String, Integer> repeated = new HashMap<>(stored);
      repeated.values().removeIf(times -> times == 1);
      assertThat(repeated).as("seed %d: nothing is there twice", seed).isEmpty();
    }
  }
}
