/**
 * Gets records out of a spool and into a collector: batches, retries, HTTP. Open {@link
 * io.audittrail.delivery.send.Sender} first.
 */
@NullMarked
package io.audittrail.delivery.send;

import org.jspecify.annotations.NullMarked;
