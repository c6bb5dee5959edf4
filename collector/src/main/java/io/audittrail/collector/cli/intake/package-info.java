/**
 * Finds events in files and pages and posts them to a collector in batches. Open {@link
 * io.audittrail.collector.cli.intake.Intake} first.
 */
@NullMarked
package io.audittrail.collector.cli.intake;

import org.jspecify.annotations.NullMarked;
