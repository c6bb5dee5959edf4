/**
 * Keeps events in one SQLite file; the only SQL of events. Open {@link
 * io.audittrail.collector.store.sqlite.SqliteEventStore} first.
 */
@NullMarked
package io.audittrail.collector.store.sqlite;

import org.jspecify.annotations.NullMarked;
