/**
 * What delivery and the agent take of an application's memory; open {@link
 * io.audittrail.benchmarks.memory.MemoryPart} first.
 */
@NullMarked
package io.audittrail.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
