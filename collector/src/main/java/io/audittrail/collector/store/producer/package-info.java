/**
 * The numbers that producers give to their events, and which of them the store has seen. Open
 * {@link io.audittrail.collector.store.producer.ProducerState} first.
 */
@NullMarked
package io.audittrail.collector.store.producer;

import org.jspecify.annotations.NullMarked;
