package testapp;

import static io.audittrail.catalogue.DocumentedEventType.ALERT_CREATE;

import io.audittrail.annotation.Audited;
import io.audittrail.event.AuditContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** An application that keeps the user in the MDC of its logging library. */
public final class LogContext {
  private LogContext() {}

  @Audited(ALERT_CREATE)
  static void audited() {}

  public static void main(String[] arguments) {
    Logger logger = LoggerFactory.getLogger(LogContext.class);
    MDC.put("user", "mdc-user");
    MDC.put("customer", "mdc-tenant");
    audited();
    try (AuditContext.Scope scope = AuditContext.actor("context-user", null)) {
      audited();
    }
    MDC.clear();
    audited();
    logger.error("logging with {}", LoggerFactory.getILoggerFactory().getClass().getName());
  }
}
