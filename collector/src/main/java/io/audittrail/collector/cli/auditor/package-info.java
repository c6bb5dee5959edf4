/**
 * An auditor's commands: {@code query}, {@code count}, {@code follow}, {@code export}, {@code
 * import} and {@code gaps}, all through a collector's HTTP API. Open {@link
 * io.audittrail.collector.cli.auditor.AuditorCommand} first.
 */
@NullMarked
package io.audittrail.collector.cli.auditor;

import org.jspecify.annotations.NullMarked;
