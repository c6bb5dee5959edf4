/**
 * The index: its file, and how it is filled behind the commits and read in small parts. Open {@link
 * io.audittrail.collector.store.sqlite.index.Index} first.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.index;

import org.jspecify.annotations.NullMarked;
