package io.audittrail.process;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.event.AuditEvent;
import io.audittrail.logging.AuditLogger;

/** Emits three events by hand and says how many were refused. */
final class LoggerProgram {
  private LoggerProgram() {}

  public static void main(String[] args) {
    for (int i = 0; i < 3; i++) {
      AuditLogger.log(
          AuditEvent.of(DocumentedEventType.LOGIN_SUCCESS).id("e-" + i).actor("jo").build());
    }
    System.out.println(AuditLogger.refused());
  }
}
