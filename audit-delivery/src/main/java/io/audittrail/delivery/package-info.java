/**
 * Takes events and gets them into a collector. Open {@link io.audittrail.delivery.AuditDelivery}
 * first: it is the only door.
 */
@NullMarked
package io.audittrail.delivery;

import org.jspecify.annotations.NullMarked;
