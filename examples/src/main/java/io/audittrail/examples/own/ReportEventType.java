package io.audittrail.examples.own;

import io.audittrail.catalogue.EventType;

/** The event types of an organisation of one's own: on the wire, {@code report_export}. */
public enum ReportEventType implements EventType {
  /** Report exported. */
  REPORT_EXPORT
}
