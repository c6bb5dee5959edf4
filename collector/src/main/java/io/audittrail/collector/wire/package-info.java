/**
 * Reads and writes the forms of the wire, JSON and times, more strictly than their libraries do.
 * Open {@link io.audittrail.collector.wire.WireJson} first, then {@link
 * io.audittrail.collector.wire.WireTime}.
 */
@NullMarked
package io.audittrail.collector.wire;

import org.jspecify.annotations.NullMarked;
