package io.audittrail.process;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.event.AuditContext;
import io.audittrail.event.AuditEvent;

/** Acts as somebody and makes an event; touches nothing of SLF4J itself. */
final class ContextProgram {
  private ContextProgram() {}

  public static void main(String[] args) {
    try (var outer = AuditContext.actor("jo", "acme")) {
      try (var inner = AuditContext.actor("kim", null)) {
        System.out.println(AuditContext.current());
      }
      System.out.println(AuditEvent.of(DocumentedEventType.LOGIN_SUCCESS).build());
    }
    System.out.println(AuditContext.current());
  }
}
