/** Every question over a store with many events; {@code audit.scale.events} says how many. */
@NullMarked
package io.audittrail.collector.scale;

import org.jspecify.annotations.NullMarked;
