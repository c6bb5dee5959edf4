/**
 * Holds records until a collector has acknowledged them. Open {@link
 * io.audittrail.delivery.spool.Spool} first; {@link io.audittrail.delivery.spool.SpoolGate} is
 * where threads wait for room, for a batch, and for acknowledgements.
 */
@NullMarked
package io.audittrail.delivery.spool;

import org.jspecify.annotations.NullMarked;
