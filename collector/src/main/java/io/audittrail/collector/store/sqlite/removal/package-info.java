/**
 * What is known of events that were removed. Open {@link
 * io.audittrail.collector.store.sqlite.removal.RemovedRanges} first.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.removal;

import org.jspecify.annotations.NullMarked;
