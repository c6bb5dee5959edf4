/**
 * The command line: {@code serve} and {@code token}, and around them the auditor's commands. Open
 * {@link io.audittrail.collector.cli.Main} first.
 */
@NullMarked
package io.audittrail.collector.cli;

import org.jspecify.annotations.NullMarked;
