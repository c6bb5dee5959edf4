package io.audittrail.benchmarks.agent;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.delivery.AuditDelivery;
import io.audittrail.delivery.DeliveryOption;
import io.audittrail.event.AuditEvent;
import org.openjdk.jmh.annotations.CompilerControl;

/** Emits by hand the event that the agent makes of a call of {@link AuditedReader}. */
final class EmittingReader implements Reader, AutoCloseable {
  private final AuditDelivery delivery;

  EmittingReader(String url, String spool) {
    delivery =
        AuditDelivery.builder()
            .set(DeliveryOption.URL, url)
            .set(DeliveryOption.SPOOL_DIRECTORY, spool)
            .set(DeliveryOption.SPOOL_BYTES, "67108864")
            .set(DeliveryOption.BATCH_DELAY_MILLIS, "10")
            .set(DeliveryOption.BATCH_EVENTS, "10000")
            .set(DeliveryOption.BATCH_BYTES, "8388608")
            .build();
  }

  @Override
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  public int read(String dataset, String format) {
    int size = dataset.length() + format.length();
    delivery.emit(
        AuditEvent.of(DocumentedEventType.GET_DATASETS)
            .dataset(dataset)
            .attribute("format", format)
            .build());
    return size;
  }

  @Override
  public void close() {
    delivery.close();
  }
}
