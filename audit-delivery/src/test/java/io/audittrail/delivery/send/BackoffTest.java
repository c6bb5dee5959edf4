package io.audittrail.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  /** Draws the largest number that is allowed. */
  private static final RandomGenerator LARGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return -1;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @Test
  void nextMillis_bound_doublesUpToTheMaximum() {
    Backoff backoff = new Backoff(new RetryDelays(100, 1_000, 1), LARGEST);

    assertThat(LongStream.generate(backoff::nextMillis).limit(6).toArray())
        .containsExactly(100, 200, 400, 800, 1_000, 1_000);
  }

  @Test
  void reset_afterRetries_beginsAnew() {
    Backoff backoff = new Backoff(new RetryDelays(100, 1_000, 1), LARGEST);
    backoff.nextMillis();
    backoff.nextMillis();

    backoff.reset();

    assertThat(backoff.nextMillis()).isEqualTo(100);
  }

  @Test
  void nextMillis_manyDraws_fillTheWholeRange() {
    Backoff backoff = new Backoff(new RetryDelays(100, 100, 1), new SplittableRandom(1));
    long smallest = Long.MAX_VALUE;
    long largest = 0;
    for (int i = 0; i < 10_000; i++) {
      long millis = backoff.nextMillis();
      smallest = Math.min(smallest, millis);
      largest = Math.max(largest, millis);
    }

    assertThat(smallest).isZero();
    assertThat(largest).isEqualTo(100);
  }
}
