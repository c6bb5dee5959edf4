/**
 * What the collector is promised by whatever keeps its events; no SQL here. Open {@link
 * io.audittrail.collector.store.EventStore} first.
 */
@NullMarked
package io.audittrail.collector.store;

import org.jspecify.annotations.NullMarked;
