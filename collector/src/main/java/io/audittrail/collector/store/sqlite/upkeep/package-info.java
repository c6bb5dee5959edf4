/**
 * Copies and checks the file of the events, while a collector writes to it or not. Open {@link
 * io.audittrail.collector.store.sqlite.upkeep.EventsCopy} and {@link
 * io.audittrail.collector.store.sqlite.upkeep.EventsCheck} first.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.upkeep;

import org.jspecify.annotations.NullMarked;
