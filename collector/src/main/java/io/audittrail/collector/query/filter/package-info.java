/**
 * Which events a question is about: reads the {@code filter} of a request. Open {@link
 * io.audittrail.collector.query.filter.QueryFilter} first.
 */
@NullMarked
package io.audittrail.collector.query.filter;

import org.jspecify.annotations.NullMarked;
