package io.audittrail.collector.store;

import java.util.List;

/**
 * A page of events.
 *
 * @param events the events in order of exact time, then id
 * @param more whether at least one more event follows
 */
public record EventPage(List<StoredEvent> events, boolean more) {}
