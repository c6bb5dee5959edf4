/**
 * Typed audit events: annotations, the events themselves, the catalogue of types, and their JSON
 * form.
 */
module io.audittrail.api {
  requires static org.jspecify;
  requires static org.slf4j;

  exports io.audittrail.annotation;
  exports io.audittrail.catalogue;
  exports io.audittrail.event;
  exports io.audittrail.logging;
  exports io.audittrail.wire;
}
