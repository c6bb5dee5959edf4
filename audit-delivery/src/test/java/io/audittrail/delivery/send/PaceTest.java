package io.audittrail.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long EVENTS = 1_000;

  private final Pace pace = new Pace();

  @Test
  void waitNanos_nothingPiledUp_isNone() {
    pace.begin(EVENTS, 0);

    assertThat(pace.isHolding()).isFalse();
    assertThat(pace.waitNanos()).isZero();
  }

  @Test
  void waitNanos_firstBatch_isNone() {
    pace.begin(EVENTS, EVENTS);

    assertThat(pace.isHolding()).isTrue();
    assertThat(pace.waitNanos()).isZero();
  }

  @Test
  void waitNanos_afterABatch_isAtMostATwentiethOfASecond() {
    pace.begin(EVENTS, EVENTS);
    pace.delivered(100, 100);

    assertThat(pace.waitNanos()).isPositive().isLessThanOrEqualTo(Pace.BATCH_NANOS);
  }

  @Test
  void waitNanos_whatPiledUpIsDelivered_isNone() {
    pace.begin(EVENTS, EVENTS);
    pace.delivered(EVENTS + 7, 100);

    assertThat(pace.isHolding()).isFalse();
    assertThat(pace.waitNanos()).isZero();
  }

  @Test
  void waitNanos_manySmallBatches_addUpToAMinute() {
    long many = 100_000;
    pace.begin(many, many);
    pace.delivered(10, 10);

    assertThat(pace.waitNanos() * (many / 10)).isLessThanOrEqualTo(Duration.ofMinutes(1).toNanos());
  }
}
