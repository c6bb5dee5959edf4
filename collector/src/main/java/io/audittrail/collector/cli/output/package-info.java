/**
 * How answers are shown: as tables, JSON lines and CSV. Open {@link
 * io.audittrail.collector.cli.output.EventPrinter} first.
 */
@NullMarked
package io.audittrail.collector.cli.output;

import org.jspecify.annotations.NullMarked;
