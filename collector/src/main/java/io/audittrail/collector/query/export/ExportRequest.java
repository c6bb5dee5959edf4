package io.audittrail.collector.query.export;

import io.audittrail.collector.query.filter.QueryFilter;

/**
 * What is to be exported, and how it is written.
 *
 * @param filter which events, in which order
 */
record ExportRequest(ExportFormat format, QueryFilter filter) {}
