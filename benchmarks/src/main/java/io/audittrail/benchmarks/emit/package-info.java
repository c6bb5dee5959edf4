/**
 * What the caller pays for one event; open {@link io.audittrail.benchmarks.emit.EmitBenchmark}
 * first.
 */
@NullMarked
package io.audittrail.benchmarks.emit;

import org.jspecify.annotations.NullMarked;
