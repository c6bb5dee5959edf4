package io.audittrail.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.delivery.AuditDelivery;
import io.audittrail.delivery.AuditDeliveryBuilder;
import io.audittrail.delivery.DeliveryOption;
import io.audittrail.event.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpeningDeliveryTest {
  private static final AuditEvent EVENT = AuditEvent.of(DocumentedEventType.ALERT_GET).build();

  private final CompletableFuture<AuditDelivery> opened = new CompletableFuture<>();
  private final OpeningDelivery.Listener listener =
      new OpeningDelivery.Listener() {
        @Override
        public void opened(AuditDelivery delivery) {
          opened.complete(delivery);
        }

        @Override
        public void failed(Throwable cause) {
          opened.completeExceptionally(cause);
        }
      };

  private static AuditDeliveryBuilder inMemory() {
    return AuditDelivery.builder()
        .set(DeliveryOption.URL, "http://127.0.0.1:9")
        .set(DeliveryOption.SPOOL_DIRECTORY, "memory")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "0");
  }

  @Test
  void event_beforeDeliveryIsOpen_waitsForIt() throws Exception {
    OpeningDelivery delivery = new OpeningDelivery(inMemory(), listener);
    Thread early = new Thread(() -> delivery.accept(EVENT));
    early.start();
    while (early.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    delivery.start();
    early.join();

    assertThat(opened.get(10, TimeUnit.SECONDS).statistics().emitted()).isEqualTo(1);
    delivery.close();
  }

  @Test
  void event_ofInterruptedThread_isEmittedAndTheThreadStaysInterrupted() throws Exception {
    OpeningDelivery delivery = new OpeningDelivery(inMemory(), listener);
    List<Boolean> interrupted = new ArrayList<>();
    Thread early =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              delivery.accept(EVENT);
              interrupted.add(Thread.currentThread().isInterrupted());
            });
    early.start();

    delivery.start();
    early.join();

    assertThat(interrupted).containsExactly(true);
    assertThat(opened.get(10, TimeUnit.SECONDS).statistics().emitted()).isEqualTo(1);
    delivery.close();
  }

  @Test
  void deliveryThatCannotBeOpened_isToldAndLeavesEventsOut() {
    OpeningDelivery delivery = new OpeningDelivery(AuditDelivery.builder(), listener);
    delivery.start();

    delivery.accept(EVENT);
    delivery.close();

    assertThat(opened).failsWithin(10, TimeUnit.SECONDS).withThrowableThat().havingCause();
    assertThatCode(() -> delivery.accept(EVENT)).doesNotThrowAnyException();
  }
}
