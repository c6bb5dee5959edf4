/**
 * Removes old events, but for those that are held. Open {@link
 * io.audittrail.collector.store.sqlite.retention.Retention} first.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.retention;

import org.jspecify.annotations.NullMarked;
