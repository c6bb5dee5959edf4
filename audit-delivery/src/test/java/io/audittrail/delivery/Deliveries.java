package io.audittrail.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Begins deliveries of tests, each with a spool that no other test has. */
final class Deliveries {
  private static final Path SPOOLS = Path.of(System.getProperty("user.home"));

  private Deliveries() {}

  static AuditDeliveryBuilder to(String url) {
    try {
      return AuditDelivery.builder()
          .set(DeliveryOption.URL, url)
          .set(
              DeliveryOption.SPOOL_DIRECTORY,
              Files.createTempDirectory(SPOOLS, "spools").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
