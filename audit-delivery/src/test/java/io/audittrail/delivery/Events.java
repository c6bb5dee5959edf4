package io.audittrail.delivery;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.event.AuditEvent;

/** Events for tests. */
final class Events {
  private Events() {}

  /** Returns an event with the attribute "n". */
  static AuditEvent numbered(int n) {
    return AuditEvent.of(DocumentedEventType.TRIGGER_CREATE)
        .actor("u-1", "acme")
        .attribute("n", n)
        .build();
  }

  /** Returns an event of about the given size. */
  static AuditEvent large(int n, int bytes) {
    return AuditEvent.of(DocumentedEventType.TRIGGER_CREATE)
        .actor("u-1", "acme")
        .attribute("n", n)
        .attribute("filling", "x".repeat(bytes))
        .build();
  }
}
