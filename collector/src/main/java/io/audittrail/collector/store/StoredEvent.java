package io.audittrail.collector.store;

/**
 * An event with the place at which it was committed.
 *
 * @param sequence its commit sequence number, from 1, without gaps but for removed events
 */
public record StoredEvent(long sequence, EventRecord event) {}
