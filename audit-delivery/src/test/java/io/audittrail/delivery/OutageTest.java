package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A collector that comes back, and what has piled up meanwhile. */
class OutageTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long GAP_NANOS = Duration.ofMillis(50).toNanos();
  private static final int BATCH = 50;
  private static final int PILED_UP = 20 * BATCH;

  private final List<Long> arrivals = new CopyOnWriteArrayList<>();

  private AuditDelivery delivery(String url) {
    return Deliveries.to(url)
        .set(DeliveryOption.BATCH_EVENTS, "" + BATCH)
        .set(DeliveryOption.BATCH_DELAY_MILLIS, "0")
        .set(DeliveryOption.RETRY_MIN_MILLIS, "1")
        .set(DeliveryOption.RETRY_MAX_MILLIS, "20")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "60000")
        .build();
  }

  private TestCollector startAt(int port) throws Exception {
    TestCollector collector = TestCollector.startAt(port);
    collector.answering(
        request -> {
          arrivals.add(System.nanoTime());
          return collector.store(request);
        });
    return collector;
  }

  /** The pace makes every gap long; a busy machine makes some of them so. */
  private long shortestGapNanos() {
    return IntStream.range(1, arrivals.size())
        .mapToLong(i -> arrivals.get(i) - arrivals.get(i - 1))
        .min()
        .orElseThrow();
  }

  private static int freePort() throws Exception {
    try (TestCollector collector = TestCollector.start()) {
      return collector.port();
    }
  }

  @Test
  void send_collectorComesUp_sendsWhatPiledUpInOrderAtABoundedRate() throws Exception {
    int port = freePort();
    try (AuditDelivery delivery = delivery("http://localhost:" + port)) {
      IntStream.range(0, PILED_UP).forEach(n -> delivery.emit(Events.numbered(n)));
      eventually("attempts fail", () -> delivery.statistics().sent() >= 5L * BATCH);

      try (TestCollector collector = startAt(port)) {
        assertThat(delivery.flush(SOON)).isTrue();

        assertThat(collector.numbers()).isEqualTo(IntStream.range(0, PILED_UP).boxed().toList());
        assertThat(arrivals).hasSizeGreaterThanOrEqualTo(PILED_UP / BATCH);
        assertThat(shortestGapNanos()).isGreaterThanOrEqualTo(GAP_NANOS);
      }
    }
  }

  @Test
  void send_whatPiledUpIsSent_goesOnAsFastAsTheCollectorTakesIt() throws Exception {
    int port = freePort();
    try (AuditDelivery delivery = delivery("http://localhost:" + port)) {
      IntStream.range(0, 3 * BATCH).forEach(n -> delivery.emit(Events.numbered(n)));
      eventually("attempts fail", () -> delivery.statistics().sent() >= 3L * BATCH);
      try (TestCollector collector = startAt(port)) {
        assertThat(delivery.flush(SOON)).isTrue();
        arrivals.clear();

        for (int n = 0; n < 50; n++) {
          delivery.emit(Events.numbered(n));
          assertThat(delivery.flush(SOON)).isTrue();
        }

        assertThat(arrivals).hasSizeGreaterThanOrEqualTo(50);
        assertThat(shortestGapNanos()).isLessThan(GAP_NANOS);
      }
    }
  }

  @Test
  void close_whatPiledUpIsNotSent_doesNotHoldBack() throws Exception {
    int port = freePort();
    AuditDelivery delivery = delivery("http://localhost:" + port);
    IntStream.range(0, 40 * BATCH).forEach(n -> delivery.emit(Events.numbered(n)));
    eventually("attempts fail", () -> delivery.statistics().sent() >= 3L * BATCH);
    try (TestCollector collector = startAt(port)) {
      eventually("it comes back", () -> !arrivals.isEmpty());

      delivery.close();

      assertThat(collector.numbers()).hasSize(40 * BATCH);
      assertThat(shortestGapNanos()).isLessThan(GAP_NANOS);
    }
  }
}
