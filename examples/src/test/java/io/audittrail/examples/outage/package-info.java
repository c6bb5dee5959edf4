/**
 * A collector that is down while applications work, and comes up then. Open {@link
 * io.audittrail.examples.outage.OutageIT} first.
 */
@NullMarked
package io.audittrail.examples.outage;

import org.jspecify.annotations.NullMarked;
