/**
 * Writes all events of a filter as one document. Open {@link
 * io.audittrail.collector.query.export.ExportEndpoint} first.
 */
@NullMarked
package io.audittrail.collector.query.export;

import org.jspecify.annotations.NullMarked;
