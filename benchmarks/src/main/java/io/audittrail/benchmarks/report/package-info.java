/**
 * What was measured, as people read it; open {@link io.audittrail.benchmarks.report.Report} first.
 */
@NullMarked
package io.audittrail.benchmarks.report;

import org.jspecify.annotations.NullMarked;
