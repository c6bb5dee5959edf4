/**
 * Files of SQLite, whatever is in them. Open {@link
 * io.audittrail.collector.store.sqlite.file.SqliteFile} first.
 */
@NullMarked
package io.audittrail.collector.store.sqlite.file;

import org.jspecify.annotations.NullMarked;
