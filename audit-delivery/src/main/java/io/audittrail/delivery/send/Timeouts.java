package io.audittrail.delivery.send;

/**
 * How long an exchange may take.
 *
 * @param connectMillis to connect, at least 1
 * @param requestMillis from the request to the last byte of the answer, at least 1
 */
public record Timeouts(long connectMillis, long requestMillis) {}
