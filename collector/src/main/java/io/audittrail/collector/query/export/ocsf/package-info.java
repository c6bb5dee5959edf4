/**
 * Says events in the words of the Open Cybersecurity Schema Framework. Open {@link
 * io.audittrail.collector.query.export.ocsf.OcsfEvent} first.
 */
@NullMarked
package io.audittrail.collector.query.export.ocsf;

import org.jspecify.annotations.NullMarked;
