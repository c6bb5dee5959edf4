/**
 * Holds what is sent and answered against {@code openapi.yaml}. Open {@link
 * io.audittrail.collector.openapi.ApiDescription} first.
 */
package io.audittrail.collector.openapi;
