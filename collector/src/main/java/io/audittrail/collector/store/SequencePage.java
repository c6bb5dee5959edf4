package io.audittrail.collector.store;

import java.util.List;

/**
 * Events in the order in which they were committed.
 *
 * @param events the events
 * @param through the last sequence number that was looked at: every event up to it that the viewer
 *     may see is in this page or in one before
 */
public record SequencePage(List<StoredEvent> events, long through) {}
