/**
 * The one JSON form of events that everybody shares, and its limits. Open {@link
 * io.audittrail.wire.EventEncoder} first; {@link io.audittrail.wire.IngestBody} makes a request out
 * of encoded events.
 */
@NullMarked
package io.audittrail.wire;

import org.jspecify.annotations.NullMarked;
