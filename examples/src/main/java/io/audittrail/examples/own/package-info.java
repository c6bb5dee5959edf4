/**
 * Event types of one's own, and the annotation for them. Open {@link
 * io.audittrail.examples.own.ReportEventType} first.
 */
@NullMarked
package io.audittrail.examples.own;

import org.jspecify.annotations.NullMarked;
