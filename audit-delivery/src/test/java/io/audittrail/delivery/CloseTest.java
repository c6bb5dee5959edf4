package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.TestCollector.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloseTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RecordingListener listener = new RecordingListener();
  private TestCollector collector;

  @BeforeEach
  void start() throws Exception {
    collector = TestCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private AuditDeliveryBuilder builder() {
    return Deliveries.to(collector.url())
        .set(DeliveryOption.BATCH_DELAY_MILLIS, "60000")
        .set(DeliveryOption.SPOOL_DIRECTORY, "memory")
        .listener(listener);
  }

  private static Set<Thread> threadsOfDelivery() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(audit-|HttpClient-).*"))
        .collect(Collectors.toSet());
  }

  @Test
  void close_batchThatIsNotDue_isSentAtOnce() {
    AuditDelivery delivery = builder().build();
    delivery.emit(Events.numbered(1));

    delivery.close();

    assertThat(collector.numbers()).containsExactly(1);
    assertThat(delivery.statistics().dropped()).isZero();
  }

  @Test
  void flush_batchThatIsNotDue_isSentAtOnce() {
    try (AuditDelivery delivery = builder().build()) {
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).containsExactly(1);
    }
  }

  @Test
  void flush_longestDuration_isNoError() {
    try (AuditDelivery delivery = builder().build()) {
      assertThat(delivery.flush(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    }
  }

  @Test
  void flush_collectorInTrouble_returnsFalseWhenTheTimeIsOver() {
    collector.answering(request -> Answer.error(503, "later"));
    try (AuditDelivery delivery = builder().set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "0").build()) {
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(Duration.ofMillis(50))).isFalse();
    }
  }

  @Test
  void flush_interrupted_returnsFalseAndKeepsTheFlag() {
    collector.answering(request -> Answer.error(503, "later"));
    try (AuditDelivery delivery = builder().set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "0").build()) {
      delivery.emit(Events.numbered(1));
      Thread.currentThread().interrupt();

      assertThat(delivery.flush(SOON)).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void close_whileItWaitsForARetry_triesOnceMoreAtOnce() {
    collector.answering(
        request ->
            collector.requests().size() == 1
                ? Answer.error(403, "not yet")
                : collector.store(request));
    AuditDelivery delivery =
        builder()
            .set(DeliveryOption.BATCH_DELAY_MILLIS, "0")
            .set(DeliveryOption.REFUSED_RETRY_MILLIS, "3600000")
            .build();
    delivery.emit(Events.numbered(1));
    eventually("it is refused", () -> listener.warnedOf("HTTP 403"));

    delivery.close();

    assertThat(collector.numbers()).containsExactly(1);
  }

  @Test
  void close_collectorThatTakesNothing_dropsCountsAndTells() {
    collector.answering(request -> Answer.error(503, "later"));
    AuditDelivery delivery = builder().set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "50").build();
    for (int n = 0; n < 7; n++) {
      delivery.emit(Events.numbered(n));
    }

    delivery.close();

    assertThat(delivery.statistics().dropped()).isEqualTo(7);
    assertThat(listener.warnedOf("7 audit events were dropped")).isTrue();
  }

  @Test
  void close_twice_isOnce() {
    AuditDelivery delivery = builder().build();
    delivery.emit(Events.numbered(1));

    delivery.close();
    DeliveryStatistics once = delivery.statistics();
    delivery.close();

    assertThat(delivery.statistics()).isEqualTo(once);
  }

  @Test
  void close_byTwoThreads_bothReturnAfterTheDrain() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    collector.answering(
        request -> {
          answer.await();
          return collector.store(request);
        });
    AuditDelivery delivery = builder().build();
    delivery.emit(Events.numbered(1));
    List<Integer> storedAtReturn = new ArrayList<>();
    List<Thread> closers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread closer =
          new Thread(
              () -> {
                delivery.close();
                synchronized (storedAtReturn) {
                  storedAtReturn.add(collector.stored().size());
                }
              });
      closer.start();
      closers.add(closer);
    }
    eventually("it is sent", () -> collector.requests().size() == 1);
    answer.countDown();
    for (Thread closer : closers) {
      closer.join();
    }

    assertThat(storedAtReturn).containsExactly(1, 1);
  }

  @Test
  void close_interrupted_endsAndKeepsTheFlag() {
    collector.answering(request -> Answer.error(503, "later"));
    AuditDelivery delivery = builder().set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "600000").build();
    delivery.emit(Events.numbered(1));
    Thread.currentThread().interrupt();

    delivery.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(delivery.statistics().dropped()).isEqualTo(1);
  }

  @Test
  void close_emittersStillAtWork_losesNothingUncounted() throws Exception {
    for (int round = 0; round < 20; round++) {
      AuditDelivery delivery = builder().set(DeliveryOption.SPOOL_BYTES, "1048576").build();
      List<Thread> emitters =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      new Thread(
                          () -> {
                            for (int n = 0; n < 500; n++) {
                              delivery.emit(Events.numbered(n));
                            }
                          }))
              .toList();
      emitters.forEach(Thread::start);
      delivery.close();
      for (Thread emitter : emitters) {
        emitter.join();
      }

      DeliveryStatistics s = delivery.statistics();
      assertThat(s.emitted()).isEqualTo(2_000);
      assertThat(s.acknowledged() + s.dropped()).isEqualTo(s.emitted());
      assertThat(s.acknowledged()).isEqualTo(collector.stored().size());
      collector.stored().clear();
    }
  }

  @Test
  void close_afterSending_leavesNoThread() {
    Set<Thread> before = threadsOfDelivery();
    List<AuditDelivery> deliveries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      AuditDelivery delivery = builder().build();
      delivery.emit(Events.numbered(i));
      assertThat(delivery.flush(SOON)).isTrue();
      deliveries.add(delivery);
    }
    Set<Thread> during = threadsOfDelivery();
    during.removeAll(before);
    assertThat(during).hasSizeGreaterThanOrEqualTo(10).allMatch(Thread::isDaemon);
    assertThat(during).allMatch(thread -> thread.getName().startsWith("audit-"));

    deliveries.forEach(AuditDelivery::close);

    eventually("their threads have ended", () -> during.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void close_duringAnOutage_leavesNoThread() {
    int port = collector.port();
    collector.close();
    Set<Thread> before = threadsOfDelivery();
    AuditDelivery delivery =
        Deliveries.to("http://localhost:" + port)
            .set(DeliveryOption.RETRY_MIN_MILLIS, "1")
            .set(DeliveryOption.RETRY_MAX_MILLIS, "1")
            .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "10")
            .build();
    delivery.emit(Events.numbered(1));
    eventually("many attempts fail", () -> delivery.statistics().sent() > 100);
    Set<Thread> during = threadsOfDelivery();
    during.removeAll(before);
    assertThat(during).hasSizeLessThan(20);

    delivery.close();

    eventually("its threads have ended", () -> during.stream().noneMatch(Thread::isAlive));
  }
}
