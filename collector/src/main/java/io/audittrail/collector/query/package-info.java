/**
 * Answers questions about events in pages, and finds an event by its id. Open {@link
 * io.audittrail.collector.query.QueryEndpoint} first.
 */
@NullMarked
package io.audittrail.collector.query;

import org.jspecify.annotations.NullMarked;
