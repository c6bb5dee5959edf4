/**
 * Processes that are measured from outside; open {@link
 * io.audittrail.benchmarks.process.RunningCollector} first.
 */
@NullMarked
package io.audittrail.benchmarks.process;

import org.jspecify.annotations.NullMarked;
