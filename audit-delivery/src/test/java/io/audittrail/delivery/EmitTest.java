package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.event.AuditEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmitTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int LARGE = 100_000;

  private final RecordingListener listener = new RecordingListener();
  private final CountDownLatch open = new CountDownLatch(1);
  private TestCollector collector;

  /** A collector that answers nothing until it is opened, so that the spool fills. */
  @BeforeEach
  void startShutCollector() throws IOException {
    collector = TestCollector.start();
    collector.answering(
        request -> {
          open.await();
          return collector.store(request);
        });
  }

  @AfterEach
  void stop() {
    open.countDown();
    collector.close();
  }

  private AuditDelivery delivery(FullPolicy policy, long waitMillis) {
    return Deliveries.to(collector.url())
        .set(DeliveryOption.WHEN_FULL, policy.name())
        .set(DeliveryOption.FULL_WAIT_MILLIS, Long.toString(waitMillis))
        .set(DeliveryOption.SPOOL_BYTES, "1048576")
        .set(DeliveryOption.SPOOL_DIRECTORY, "memory")
        .set(DeliveryOption.ACTOR_USER, "svc-orders")
        .set(DeliveryOption.ACTOR_TENANT, "acme")
        .listener(listener)
        .build();
  }

  /** Emits until the next large event has no room; returns how many had. */
  private static int fill(AuditDelivery delivery) {
    int count = 0;
    while (delivery.statistics().spooled() == count && count < 10) {
      delivery.emit(Events.large(count++, LARGE));
    }
    assertThat(delivery.statistics().spooled()).isEqualTo(10);
    return count;
  }

  private List<JsonNode> reports() {
    return collector.stored().stream()
        .filter(event -> event.get("event_type").asText().equals("audit_events_dropped"))
        .toList();
  }

  private static void assertNothingIsUnaccountedFor(DeliveryStatistics s) {
    assertThat(s.emitted()).isEqualTo(s.acknowledged() + s.rejected() + s.dropped());
  }

  @Test
  void emit_fullByDrop_dropsCountsTellsAndReports() {
    AuditDelivery delivery = delivery(FullPolicy.DROP, 0);
    int spooled = fill(delivery);
    for (int n = 0; n < 3; n++) {
      delivery.emit(Events.large(-1, LARGE));
    }
    assertThat(delivery.statistics().dropped()).isEqualTo(3);
    assertThat(listener.warnedOf("1 audit events were dropped")).isTrue();

    open.countDown();
    delivery.close();

    assertThat(collector.numbers()).hasSize(spooled).doesNotContain(-1);
    assertThat(reports().stream().mapToInt(report -> report.get("count").asInt()).sum())
        .isEqualTo(3);
    assertThat(reports())
        .allSatisfy(
            report -> {
              assertThat(report.get("reason").asText()).isEqualTo("spool_full");
              assertThat(report.get("actor_user_id").asText()).isEqualTo("svc-orders");
              assertThat(report.get("actor_tenant_id").asText()).isEqualTo("acme");
            });
    assertThat(listener.warnedOf("2 audit events were dropped")).isTrue();
    assertThat(delivery.statistics().emitted()).isEqualTo(spooled + 3 + reports().size());
    assertNothingIsUnaccountedFor(delivery.statistics());
  }

  @Test
  void emit_fullByFail_throws() {
    try (AuditDelivery delivery = delivery(FullPolicy.FAIL, 0)) {
      fill(delivery);

      assertThatThrownBy(() -> delivery.emit(Events.large(-1, LARGE)))
          .isInstanceOf(SpoolFullException.class)
          .hasMessageContaining("spoolBytes is 1048576");
      assertThat(delivery.statistics().dropped()).isEqualTo(1);
      open.countDown();
    }
  }

  @Test
  void emit_fullByWait_goesOnWhenThereIsRoom() throws Exception {
    try (AuditDelivery delivery = delivery(FullPolicy.WAIT, 20_000)) {
      int spooled = fill(delivery);
      Thread emitter = new Thread(() -> delivery.emit(Events.large(spooled, LARGE)));
      emitter.start();
      eventually("it waits", () -> emitter.getState() == Thread.State.TIMED_WAITING);

      open.countDown();
      emitter.join();

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).hasSize(spooled + 1);
      assertThat(delivery.statistics().dropped()).isZero();
    }
  }

  @Test
  void emit_fullByWaitForTooLong_dropsAndCounts() {
    try (AuditDelivery delivery = delivery(FullPolicy.WAIT, 10)) {
      fill(delivery);

      delivery.emit(Events.large(-1, LARGE));

      assertThat(delivery.statistics().dropped()).isEqualTo(1);
      open.countDown();
    }
    assertThat(collector.numbers()).doesNotContain(-1);
    assertThat(reports()).hasSize(1);
  }

  @Test
  void emit_interruptedWhileItWaits_dropsCountsAndKeepsTheFlag() {
    try (AuditDelivery delivery = delivery(FullPolicy.WAIT, 20_000)) {
      fill(delivery);
      Thread.currentThread().interrupt();

      delivery.emit(Events.large(-1, LARGE));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(delivery.statistics().dropped()).isEqualTo(1);
      open.countDown();
      assertThat(delivery.flush(SOON)).isTrue();
      eventually("the loss is reported", () -> !reports().isEmpty());
      assertThat(reports().get(0).get("reason").asText()).isEqualTo("interrupted");
    }
  }

  @Test
  void emit_interruptedThreadWithRoom_isSpooledAllTheSame() {
    try (AuditDelivery delivery = delivery(FullPolicy.WAIT, 20_000)) {
      Thread.currentThread().interrupt();

      delivery.emit(Events.numbered(1));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(delivery.statistics().spooled()).isEqualTo(1);
      open.countDown();
    }
  }

  @Test
  void emit_overALimit_isRejectedToldAndReported() {
    open.countDown();
    try (AuditDelivery delivery = delivery(FullPolicy.DROP, 0)) {
      delivery.emit(Events.large(-1, 300_000));

      assertThat(delivery.statistics().rejected()).isEqualTo(1);
      assertThat(listener.warnings).anyMatch(w -> w.contains("allowed are at most 262144"));
      eventually("the loss is reported", () -> !reports().isEmpty());
      assertThat(reports().get(0).get("reason").asText()).isEqualTo("over_limit");
      assertThat(delivery.flush(SOON)).isTrue();
      assertNothingIsUnaccountedFor(delivery.statistics());
    }
  }

  @Test
  void emit_overALimitByFail_throws() {
    open.countDown();
    try (AuditDelivery delivery = delivery(FullPolicy.FAIL, 0)) {
      assertThatThrownBy(() -> delivery.emit(Events.large(-1, 300_000)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("allowed are at most 262144");
      assertThat(delivery.statistics().rejected()).isEqualTo(1);
    }
  }

  @Test
  void emit_afterClose_dropsCountsAndTells() {
    open.countDown();
    AuditDelivery delivery = delivery(FullPolicy.WAIT, 20_000);
    delivery.close();

    delivery.emit(Events.numbered(1));

    assertThat(delivery.statistics().dropped()).isEqualTo(1);
    assertThat(listener.warnedOf("1 audit events were dropped after close")).isTrue();
  }

  @Test
  void emit_afterCloseByFail_throws() {
    open.countDown();
    AuditDelivery delivery = delivery(FullPolicy.FAIL, 0);
    delivery.close();

    assertThatThrownBy(() -> delivery.emit(Events.numbered(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(delivery.statistics().dropped()).isEqualTo(1);
  }

  @Test
  void emit_eventThatNamesNobody_actsAsTheConfiguredActor() {
    open.countDown();
    try (AuditDelivery delivery = delivery(FullPolicy.WAIT, 0)) {
      delivery.emit(AuditEvent.of(DocumentedEventType.LOGIN_SUCCESS).build());
    }

    assertThat(collector.stored().get(0).get("actor_user_id").asText()).isEqualTo("svc-orders");
    assertThat(collector.stored().get(0).get("actor_tenant_id").asText()).isEqualTo("acme");
  }

  @Test
  void emit_listenerThrows_goesOn() throws Exception {
    open.countDown();
    try (AuditDelivery delivery =
        Deliveries.to(collector.url()).listener(new BrokenListener()).build()) {
      delivery.emit(Events.large(-1, 300_000));
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).containsExactly(1);
    }
  }

  private static final class BrokenListener implements DeliveryListener {
    @Override
    public void info(String message) {
      throw new IllegalStateException("info");
    }

    @Override
    public void warn(String message, Throwable cause) {
      throw new IllegalStateException("warn");
    }
  }
}
