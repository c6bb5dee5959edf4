package io.audittrail.delivery.spool.file;

import java.util.Objects;

/**
 * Whose spool it is: only who has the same name and the same destination adopts it.
 *
 * @param producer the producer's name
 * @param destination the address of the collector
 */
public record SpoolOwner(String producer, String destination) {
  /** Makes an owner. */
  public SpoolOwner {
    Objects.requireNonNull(producer, "producer");
    Objects.requireNonNull(destination, "destination");
  }
}
