package io.audittrail.examples.outage;

import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application with the appender that logs many events at once, and then stays. */
final class BusyApplication {
  private static final Logger AUDIT = LoggerFactory.getLogger("audit");

  private BusyApplication() {}

  /** Arguments: its name, and how many events. */
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[1]);
    for (int n = 0; n < count; n++) {
      AUDIT
          .atInfo()
          .addKeyValue("event_type", TRIGGER_CREATE.wireName())
          .addKeyValue("actor_user_id", arguments[0])
          .addKeyValue("actor_tenant_id", "acme")
          .addKeyValue("n", n)
          .log("created");
    }
    System.out.println("logged all");
    System.out.flush();
    while (true) {
      LockSupport.park();
    }
  }
}
