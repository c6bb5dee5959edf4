/** Benchmarks; open {@link io.audittrail.benchmarks.Benchmarks} first. */
@NullMarked
package io.audittrail.benchmarks;

import org.jspecify.annotations.NullMarked;
