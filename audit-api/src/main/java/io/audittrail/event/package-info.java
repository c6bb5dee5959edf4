/**
 * What happened, to what, and who did it. Open {@link io.audittrail.event.AuditEvent} first, then
 * {@link io.audittrail.event.AuditContext} for who is acting.
 */
@NullMarked
package io.audittrail.event;

import org.jspecify.annotations.NullMarked;
