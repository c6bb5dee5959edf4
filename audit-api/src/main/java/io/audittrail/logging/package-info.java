/** Emitting by hand through whatever logs in the application. Open {@link AuditLogger} first. */
@NullMarked
package io.audittrail.logging;

import org.jspecify.annotations.NullMarked;
