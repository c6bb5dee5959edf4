package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.TestCollector.Answer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a caller waits for, the wait has a bound; those of EmitTest and CloseTest do, too. */
@Timeout(60)
class BoundedWaitTest {
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

  @Test
  void emit_diskThatIsLate_returnsAndTells() {
    try (AuditDelivery delivery =
        Deliveries.to(collector.url())
            .set(DeliveryOption.SYNC, "always")
            .set(DeliveryOption.FULL_WAIT_MILLIS, "0")
            .listener(listener)
            .build()) {
      delivery.emit(Events.numbered(1));

      assertThat(listener.warnedOf("not forced to the disk in time")).isTrue();
      assertThat(delivery.statistics().spooled()).isEqualTo(1);
      assertThat(delivery.flush(Duration.ofSeconds(20))).isTrue();
    }
    assertThat(collector.numbers()).containsExactly(1);
  }

  @Test
  void flush_collectorThatNeverAnswers_returnsInTime() throws Exception {
    try (RawServer server =
            new RawServer((number, connection) -> connection.getInputStream().read());
        AuditDelivery delivery =
            Deliveries.to(server.url()).set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "0").build()) {
      delivery.emit(Events.numbered(1));
      long before = System.nanoTime();

      assertThat(delivery.flush(Duration.ofMillis(200))).isFalse();

      assertThat(System.nanoTime() - before).isBetween(200_000_000L, 20_000_000_000L);
    }
  }

  @Test
  void close_zeroTimeout_returnsWithinASecondOrTwo() {
    collector.answering(request -> Answer.error(503, "later"));
    AuditDelivery delivery =
        Deliveries.to(collector.url()).set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "0").build();
    delivery.emit(Events.numbered(1));
    long before = System.nanoTime();

    delivery.close();

    assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(10));
    assertThat(delivery.statistics().kept()).isEqualTo(1);
  }

  /** Another process has the lock on the dead letters and does not let go, as a stopped tool. */
  @Test
  void send_deadLettersLockedByAToolThatHasStopped_goesOn() throws Exception {
    collector.answering(
        request ->
            request.body().toString().contains("\"n\":1,")
                    || request.body().toString().contains("\"n\":1}")
                ? Answer.error(400, "never")
                : collector.store(request));
    AuditDelivery delivery =
        Deliveries.to(collector.url())
            .set(DeliveryOption.BATCH_EVENTS, "1")
            .listener(listener)
            .build();
    Path spool = Path.of(delivery.spool());
    try (FileChannel lock =
            FileChannel.open(
                spool.resolve("dead-letters.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var locked = lock.lock()) {
      delivery.emit(Events.numbered(1));
      delivery.emit(Events.numbered(2));

      assertThat(delivery.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(locked.isValid()).isTrue();
      assertThat(collector.numbers()).containsExactly(2);
      eventually("it is kept", () -> Files.exists(spool.resolve("dead-letters.jsonl")));
    }
    delivery.close();
  }
}
