/**
 * Counts events by time and by what they name. Open {@link
 * io.audittrail.collector.query.count.CountEndpoint} first.
 */
@NullMarked
package io.audittrail.collector.query.count;

import org.jspecify.annotations.NullMarked;
