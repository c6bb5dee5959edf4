package io.audittrail.delivery.send;

/**
 * How long to wait before trying again.
 *
 * @param minMillis the bound of the first delay when a collector is in trouble, at least 1
 * @param maxMillis the bound of the longest of these delays, at least minMillis
 * @param refusedMillis the delay when a collector refuses us, which no retry alone will change
 */
public record RetryDelays(long minMillis, long maxMillis, long refusedMillis) {}
