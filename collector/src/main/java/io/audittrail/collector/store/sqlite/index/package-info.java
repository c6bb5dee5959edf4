/**
 * The index: how it is kept in its file, filled behind the commits, and read in small parts. Open
 * {@link io.audittrail.collector.store.sqlite.index.Index} first, then {@link
 * io.audittrail.collector.store.sqlite.index.Run}.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.index;

import org.jspecify.annotations.NullMarked;
