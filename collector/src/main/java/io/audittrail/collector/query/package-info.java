/**
 * Answers questions about events: pages with everything that they mention, and a record of each
 * question. Open {@link io.audittrail.collector.query.QueryEndpoint} first.
 */
@NullMarked
package io.audittrail.collector.query;

import org.jspecify.annotations.NullMarked;
