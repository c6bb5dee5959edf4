/**
 * A Log4j 2 appender that delivers audit events to a collector. Open {@link
 * io.audittrail.log4j.AuditCollectorAppender} first.
 */
@NullMarked
package io.audittrail.log4j;

import org.jspecify.annotations.NullMarked;
