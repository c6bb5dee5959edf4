package io.audittrail.examples.crash;

import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application with the appender that logs events again and again. */
public final class LoggedProducer {
  private static final Logger AUDIT = LoggerFactory.getLogger("audit");

  private LoggedProducer() {}

  /**
   * Arguments: the ledger's file, the prefix of its marks, and the milliseconds between events; a
   * negative number ends it after the first.
   */
  public static void main(String[] arguments) throws Exception {
    Ledger ledger = new Ledger(Path.of(arguments[0]), arguments[1]);
    long pauseMillis = Long.parseLong(arguments[2]);
    do {
      String mark = ledger.nextMark();
      AUDIT
          .atInfo()
          .addKeyValue("event_type", TRIGGER_CREATE.wireName())
          .addKeyValue("actor_user_id", "logged")
          .addKeyValue("actor_tenant_id", "acme")
          .addKeyValue("mark", mark)
          .log("updated");
      ledger.note(mark);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
    } while (pauseMillis >= 0);
  }
}
