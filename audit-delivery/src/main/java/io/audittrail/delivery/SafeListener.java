package io.audittrail.delivery;

import org.jspecify.annotations.Nullable;

/** Keeps what a listener throws away from delivery. */
final class SafeListener implements DeliveryListener {
  private final DeliveryListener listener;

  SafeListener(DeliveryListener listener) {
    this.listener = listener;
  }

  @Override
  public void info(String message) {
    try {
      listener.info(message);
    } catch (RuntimeException | LinkageError broken) {
      // there is nobody to tell
    }
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    try {
      listener.warn(message, cause);
    } catch (RuntimeException | LinkageError broken) {
      // there is nobody to tell
    }
  }
}
