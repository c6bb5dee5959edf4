package io.audittrail.delivery.spool.file;

/**
 * What is asked of a spool.
 *
 * @param syncIntervalMillis how long what was appended may wait until it is forced to the disk
 * @param listener hears of trouble
 */
public record SpoolTerms(long syncIntervalMillis, SpoolListener listener) {}
