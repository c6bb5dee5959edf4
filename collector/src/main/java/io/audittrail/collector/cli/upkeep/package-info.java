/**
 * What an operator does with a data directory. Open {@link
 * io.audittrail.collector.cli.upkeep.BackupCommand} first.
 */
@NullMarked
package io.audittrail.collector.cli.upkeep;

import org.jspecify.annotations.NullMarked;
