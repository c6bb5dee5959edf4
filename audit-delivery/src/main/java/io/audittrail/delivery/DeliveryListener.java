package io.audittrail.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Hears of trouble, because delivery logs nothing itself: it could log about itself in a loop.
 *
 * <p>Called by any thread, at a bounded rate; must not block and must not throw.
 */
public interface DeliveryListener {
  /** Something works again or happened as planned, such as a token that was read again. */
  void info(String message);

  /**
   * Something went wrong that delivery goes on after, such as a collector that does not answer.
   *
   * @param message what, where and what to do
   * @param cause the cause; null if there is none worth a stack trace
   */
  void warn(String message, @Nullable Throwable cause);
}
