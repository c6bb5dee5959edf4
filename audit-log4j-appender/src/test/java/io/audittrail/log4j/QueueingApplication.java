package io.audittrail.log4j;

import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;

import io.audittrail.event.AuditEvent;
import io.audittrail.logging.AuditLogger;
import org.apache.logging.log4j.LogManager;

/** An application that logs large events and ends in one of several ways; a test launches it. */
public final class QueueingApplication {
  private static final String LARGE = "x".repeat(10_000);

  private QueueingApplication() {}

  /**
   * Logs events, and prints each one's number when {@code log} has returned.
   *
   * @param arguments how many, and how to end: {@code halt} as a kill does, {@code stop} after
   *     Log4j was stopped, or {@code exit}
   */
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    for (int n = 0; n < count; n++) {
      AuditLogger.log(
          AuditEvent.of(TRIGGER_CREATE)
              .actor("u-1", "t-1")
              .attribute("n", n)
              .attribute("large", LARGE)
              .build());
      System.out.println("logged " + n);
    }
    System.out.println("refused " + AuditLogger.refused());
    switch (arguments[1]) {
      case "halt" -> Runtime.getRuntime().halt(0);
      case "stop" -> LogManager.shutdown();
      default -> System.out.println("main ends");
    }
  }
}
