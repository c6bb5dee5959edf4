/**
 * System calls of the collector that fail. Open {@link io.audittrail.collector.fault.SystemCallIT}
 * first.
 */
@NullMarked
package io.audittrail.collector.fault;

import org.jspecify.annotations.NullMarked;
