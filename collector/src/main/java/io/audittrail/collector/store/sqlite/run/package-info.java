/**
 * Runs of events: their form, and how they are made, merged and deleted. Open {@link
 * io.audittrail.collector.store.sqlite.run.Run} first.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.run;

import org.jspecify.annotations.NullMarked;
