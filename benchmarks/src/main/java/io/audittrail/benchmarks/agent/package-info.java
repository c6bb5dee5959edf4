/**
 * What the agent costs: an audited method, a start, and memory; open {@link
 * io.audittrail.benchmarks.agent.AuditedBenchmark} first.
 */
@NullMarked
package io.audittrail.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
