/**
 * The index of what filters ask for, filled behind the commits. Open {@link
 * io.audittrail.collector.store.sqlite.index.PostingIndexer} first, then {@link
 * io.audittrail.collector.store.sqlite.index.Search}.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.index;

import org.jspecify.annotations.NullMarked;
