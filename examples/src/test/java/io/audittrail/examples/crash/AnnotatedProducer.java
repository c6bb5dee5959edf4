package io.audittrail.examples.crash;

import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_UPDATE;

import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.Audited;
import io.audittrail.event.AuditContext;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An application under the agent that calls an audited method again and again. */
final class AnnotatedProducer {
  private AnnotatedProducer() {}

  /** Arguments: the ledger's file, the prefix of its marks, and the milliseconds between calls. */
  public static void main(String[] arguments) throws Exception {
    Ledger ledger = new Ledger(Path.of(arguments[0]), arguments[1]);
    long pauseMillis = Long.parseLong(arguments[2]);
    try (var scope = AuditContext.actor("annotated", "acme")) {
      while (true) {
        String mark = ledger.nextMark();
        act(mark);
        ledger.note(mark);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
      }
    }
  }

  @Audited(TRIGGER_UPDATE)
  static void act(@AuditAttribute("mark") String mark) {
    if (mark.isEmpty()) {
      throw new IllegalArgumentException("mark was empty");
    }
  }
}
