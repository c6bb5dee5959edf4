/**
 * The command line: {@code serve} and {@code token}. Open {@link io.audittrail.collector.cli.Main}
 * first.
 */
@NullMarked
package io.audittrail.collector.cli;

import org.jspecify.annotations.NullMarked;
