package io.audittrail.log4j;

import io.audittrail.delivery.DeliveryListener;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.status.StatusLogger;
import org.jspecify.annotations.Nullable;

/**
 * Tells Log4j's status logger what delivery has to say; a logger of the application could be routed
 * back to the appender. Trouble is told as an error, because that is what the status logger shows
 * where nobody set its level.
 */
final class StatusListener implements DeliveryListener {
  private static final Logger STATUS = StatusLogger.getLogger();

  /**
   * Tells what everybody should see once: on standard error where the status logger would hide it,
   * as it does where nobody set its level.
   */
  void atStart(String message) {
    if (STATUS.isInfoEnabled()) {
      info(message);
    } else if (STATUS.isErrorEnabled()) {
      System.err.println("AuditCollector: " + message);
    }
  }

  @Override
  public void info(String message) {
    STATUS.info("AuditCollector: {}", message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    STATUS.error("AuditCollector: {}", message, cause);
  }
}
