package io.audittrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.TestCollector.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatisticsTest {
  private static final int EMITTERS = 4;
  private static final int EVENTS = 1_000;

  private final AtomicLong rejectedByCollector = new AtomicLong();
  private final AtomicLong acknowledgedByCollector = new AtomicLong();

  /** Answers at random: stores, rejects one, or has trouble of some kind. */
  private Answer atRandom(TestCollector.Request request, Random random) {
    int events = request.events();
    return switch (random.nextInt(6)) {
      case 0 -> Answer.error(503, "busy");
      case 1 -> Answer.of(0, "");
      case 2 -> {
        rejectedByCollector.incrementAndGet();
        acknowledgedByCollector.addAndGet(events - 1);
        yield Answer.of(
            200,
            "{\"status\":\"ok\",\"stored\":"
                + (events - 1)
                + ",\"duplicates\":0,\"rejected\":[{\"index\":"
                + random.nextInt(events)
                + ",\"event_id\":\"x\",\"message\":\"no\"}]}");
      }
      default -> {
        acknowledgedByCollector.addAndGet(events);
        yield TestCollector.acknowledge(events);
      }
    };
  }

  @ParameterizedTest
  @EnumSource(FullPolicy.class)
  void statistics_everythingAtRandom_addUpAtEveryMomentAndInTheEnd(FullPolicy policy)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (TestCollector collector = TestCollector.start()) {
      collector.answering(request -> atRandom(request, random));
      AuditDelivery delivery =
          Deliveries.to(collector.url())
              .set(DeliveryOption.WHEN_FULL, policy.name())
              .set(DeliveryOption.FULL_WAIT_MILLIS, "5")
              .set(DeliveryOption.SPOOL_BYTES, "1048576")
              .set(DeliveryOption.BATCH_EVENTS, "50")
              .set(DeliveryOption.BATCH_DELAY_MILLIS, "1")
              .set(DeliveryOption.RETRY_MIN_MILLIS, "1")
              .set(DeliveryOption.RETRY_MAX_MILLIS, "2")
              .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "60000")
              .build();
      AtomicBoolean done = new AtomicBoolean();
      List<String> wrong = new ArrayList<>();
      Thread watcher = new Thread(() -> watch(delivery, done, wrong));
      watcher.start();
      long thrown = emitAtRandom(delivery, seed);
      delivery.close();
      done.set(true);
      watcher.join();

      DeliveryStatistics s = delivery.statistics();
      assertThat(wrong).as("seed %d", seed).isEmpty();
      assertThat(s.emitted()).isGreaterThanOrEqualTo((long) EMITTERS * EVENTS);
      assertThat(s.acknowledged()).isEqualTo(acknowledgedByCollector.get());
      assertThat(s.emitted()).as("%s", s).isEqualTo(s.acknowledged() + s.rejected() + s.dropped());
      assertThat(s.spooled()).isEqualTo(s.acknowledged() + rejectedByCollector.get());
      assertThat(s.sent()).isGreaterThanOrEqualTo(s.spooled());
      if (policy == FullPolicy.FAIL) {
        assertThat(thrown).isEqualTo(s.dropped() + s.rejected() - rejectedByCollector.get());
      }
    }
  }

  private static void watch(AuditDelivery delivery, AtomicBoolean done, List<String> wrong) {
    while (!done.get()) {
      DeliveryStatistics s = delivery.statistics();
      if (s.acknowledged() > s.spooled()
          || s.acknowledged() + s.rejected() + s.dropped() > s.emitted()) {
        wrong.add(s.toString());
        return;
      }
    }
  }

  /** Emits from several threads, now and then an event that is over a limit. */
  private static long emitAtRandom(AuditDelivery delivery, long seed) throws InterruptedException {
    AtomicLong thrown = new AtomicLong();
    List<Thread> emitters = new ArrayList<>();
    for (int i = 0; i < EMITTERS; i++) {
      Random random = new Random(seed + i);
      Thread emitter =
          new Thread(
              () -> {
                for (int n = 0; n < EVENTS; n++) {
                  try {
                    delivery.emit(Events.large(n, random.nextInt(200) == 0 ? 270_000 : 500));
                  } catch (SpoolFullException | IllegalArgumentException e) {
                    thrown.incrementAndGet();
                  }
                }
              });
      emitter.start();
      emitters.add(emitter);
    }
    for (Thread emitter : emitters) {
      emitter.join();
    }
    return thrown.get();
  }
}
