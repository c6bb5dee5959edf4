/**
 * Takes the ground from under real processes: the power, the container, the network volume. Open
 * {@link io.audittrail.examples.power.PowerLossIT} first.
 */
@NullMarked
package io.audittrail.examples.power;

import org.jspecify.annotations.NullMarked;
