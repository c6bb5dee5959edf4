/**
 * A spool in files that survives the process. Open {@link
 * io.audittrail.delivery.spool.file.FileSpool} first; {@link
 * io.audittrail.delivery.spool.file.SpoolRoot} knows the directories.
 */
@NullMarked
package io.audittrail.delivery.spool.file;

import org.jspecify.annotations.NullMarked;
