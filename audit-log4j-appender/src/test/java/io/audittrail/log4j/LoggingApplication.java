package io.audittrail.log4j;

import static io.audittrail.catalogue.DocumentedEventType.LOGIN_SUCCESS;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;

import io.audittrail.event.AuditContext;
import io.audittrail.event.AuditEvent;
import io.audittrail.logging.AuditLogger;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.util.Constants;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** An application that logs audit events in every way; a test launches it as a process. */
public final class LoggingApplication {
  private LoggingApplication() {}

  /** Logs 100 events in each way, and says on standard output in which mode. */
  public static void main(String[] arguments) {
    for (int i = 0; i < 100; i++) {
      MDC.put("request", "r-" + i);
      try (var scope = AuditContext.actor("u-" + i, "t-1")) {
        AuditLogger.log(AuditEvent.of(TRIGGER_CREATE).stream("slf4j-" + i).build());
        LogManager.getLogger("audit")
            .info(AuditEvent.of(TRIGGER_CREATE).stream("object-" + i).build());
        LogManager.getLogger("audit")
            .info(
                new StringMapMessage()
                    .with("event_type", "trigger_create")
                    .with("trigger_ids", "map-" + i));
        LoggerFactory.getLogger("audit")
            .atInfo()
            .addKeyValue("event_type", LOGIN_SUCCESS)
            .addKeyValue("trigger_ids", List.of("kv-" + i))
            .addKeyValue("attempts", i)
            .addKeyValue("nothing", (Object) null)
            .log("logged in {}", i);
      }
    }
    System.out.println("selector " + LoggerContext.getContext(false).getClass().getSimpleName());
    System.out.println("threadlocals " + Constants.ENABLE_THREADLOCALS);
    if (arguments.length > 0) {
      logLate();
    }
  }

  /** Log4j stops in a shutdown hook; what is logged after it is refused and told. */
  private static void logLate() {
    Thread late =
        new Thread(
            () -> {
              while (AuditLogger.refused() == 0) {
                AuditLogger.log(AuditEvent.of(LOGIN_SUCCESS).actor("late", "t-1").build());
              }
              System.out.println("refused " + AuditLogger.refused());
            });
    Runtime.getRuntime().addShutdownHook(late);
  }
}
