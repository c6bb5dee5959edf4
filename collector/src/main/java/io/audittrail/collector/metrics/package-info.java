/**
 * Counts and times what the collector does, for Prometheus; nothing else names Micrometer. Open
 * {@link io.audittrail.collector.metrics.CollectorMetrics} first.
 */
@NullMarked
package io.audittrail.collector.metrics;

import org.jspecify.annotations.NullMarked;
