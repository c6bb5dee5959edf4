package io.audittrail.delivery;

import io.audittrail.delivery.send.SendObserver;
import org.jspecify.annotations.Nullable;

/** What becomes of the events of earlier processes: told, and counted nowhere. */
final class AdoptedEvents implements SendObserver {
  private final DeliveryListener listener;
  private final Telling rejectedTelling;

  AdoptedEvents(DeliveryListener listener) {
    this.listener = listener;
    this.rejectedTelling =
        new Telling("audit events of an earlier process were rejected and set aside", listener);
  }

  @Override
  public void sent(int events) {}

  @Override
  public void acknowledged(int events) {}

  @Override
  public void rejected(String reason) {
    rejectedTelling.happened(1, reason);
  }

  @Override
  public void info(String message) {
    listener.info(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    listener.warn(message, cause);
  }

  @Override
  public long betweenBatches() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean hasMore() {
    return false;
  }
}
