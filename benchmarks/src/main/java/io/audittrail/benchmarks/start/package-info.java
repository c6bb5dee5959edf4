/**
 * How long a collector takes to start; open {@link io.audittrail.benchmarks.start.StartPart} first.
 */
@NullMarked
package io.audittrail.benchmarks.start;

import org.jspecify.annotations.NullMarked;
