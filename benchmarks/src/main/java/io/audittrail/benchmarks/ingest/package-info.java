/**
 * What a collector takes in from producers of another process; open {@link
 * io.audittrail.benchmarks.ingest.IngestPart} first, and {@link
 * io.audittrail.benchmarks.ingest.Load} for what the producers are.
 */
@NullMarked
package io.audittrail.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
