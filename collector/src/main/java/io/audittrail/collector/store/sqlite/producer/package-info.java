/**
 * The tables of producers: which numbers were seen. Open {@link
 * io.audittrail.collector.store.sqlite.producer.ProducerTable} first.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.producer;

import org.jspecify.annotations.NullMarked;
