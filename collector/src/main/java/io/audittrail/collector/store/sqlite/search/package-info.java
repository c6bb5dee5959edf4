/**
 * Finds and counts events in the index. Open {@link
 * io.audittrail.collector.store.sqlite.search.Search} first.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.search;

import org.jspecify.annotations.NullMarked;
