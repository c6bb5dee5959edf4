package io.audittrail.delivery.spool;

/**
 * When a batch is due: as soon as one of these is reached.
 *
 * @param events the most events in a batch, at least 1
 * @param bytes the most bytes of records in a batch
 * @param delayNanos the longest that the first event of a batch waits for others
 */
public record BatchLimits(int events, int bytes, long delayNanos) {}
