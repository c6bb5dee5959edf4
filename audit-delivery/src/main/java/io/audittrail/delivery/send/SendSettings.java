package io.audittrail.delivery.send;

import io.audittrail.delivery.spool.BatchLimits;

/**
 * How to send.
 *
 * @param endpoint where to
 * @param timeouts how long an exchange may take
 * @param delays how long to wait before a retry
 * @param batches how large a batch is
 * @param compressed whether bodies are compressed with gzip
 */
public record SendSettings(
    Endpoint endpoint,
    Timeouts timeouts,
    RetryDelays delays,
    BatchLimits batches,
    boolean compressed) {}
