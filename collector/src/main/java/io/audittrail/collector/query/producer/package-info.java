/**
 * Answers which numbers of producers the store has seen, and which it misses. Open {@link
 * io.audittrail.collector.query.producer.ProducersEndpoint} first.
 */
@NullMarked
package io.audittrail.collector.query.producer;

import org.jspecify.annotations.NullMarked;
