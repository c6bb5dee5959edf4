package io.audittrail.delivery;

import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.event.AuditEvent;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditDeliveryTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void emit_oneEvent_isStoredAndAcknowledged() throws Exception {
    try (TestCollector collector = TestCollector.start();
        AuditDelivery delivery =
            Deliveries.to(collector.url() + "/org/tenant/")
                .set(DeliveryOption.TOKEN, "secret")
                .build()) {
      delivery.emit(AuditEvent.of(TRIGGER_CREATE).actor("u", "t").attribute("n", 1).build());

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).containsExactly(1);
      assertThat(collector.requests().get(0).path()).isEqualTo("/org/tenant/api/v1/audit_events");
      assertThat(collector.requests().get(0).header("Authorization")).isEqualTo("Bearer secret");
      assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(1, 1, 0, 1, 1, 0));
    }
  }

  @Test
  void close_withManyEventsSpooled_deliversThemInOrder() throws Exception {
    try (TestCollector collector = TestCollector.start()) {
      AuditDelivery delivery = Deliveries.to(collector.url()).build();
      for (int n = 0; n < 5_000; n++) {
        delivery.emit(AuditEvent.of(TRIGGER_CREATE).actor("u", "t").attribute("n", n).build());
      }

      delivery.close();

      assertThat(collector.numbers()).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
      assertThat(collector.requests()).allMatch(request -> request.events() <= 1_000);
    }
  }
}
