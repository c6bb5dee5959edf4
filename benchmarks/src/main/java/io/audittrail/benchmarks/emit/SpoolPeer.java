package io.audittrail.benchmarks.emit;

import io.audittrail.delivery.AuditDelivery;
import io.audittrail.delivery.DeliveryOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Our delivery with its spool in files or in memory, and a server that acknowledges at once. */
final class SpoolPeer implements Peer {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AcknowledgingServer server = new AcknowledgingServer();
  private final AuditDelivery delivery;

  SpoolPeer(String spoolDirectory) throws IOException {
    delivery =
        AuditDelivery.builder()
            .set(DeliveryOption.URL, server.url())
            .set(DeliveryOption.SPOOL_DIRECTORY, spoolDirectory)
            .set(DeliveryOption.SPOOL_BYTES, "67108864")
            .set(DeliveryOption.FULL_WAIT_MILLIS, "60000")
            .build();
  }

  static SpoolPeer inFiles(Path directory) throws IOException {
    return new SpoolPeer(directory.toString());
  }

  static SpoolPeer inMemory() throws IOException {
    return new SpoolPeer("memory");
  }

  @Override
  public void hold() {
    server.hold();
  }

  @Override
  public void emit(int number) {
    delivery.emit(StandardEvent.event(number));
  }

  @Override
  public void drain() {
    server.answer();
    if (!delivery.flush(PATIENCE) || delivery.statistics().dropped() > 0) {
      throw new IllegalStateException("not everything was delivered: " + delivery.statistics());
    }
  }

  @Override
  public void close() {
    delivery.close();
    server.close();
  }
}
