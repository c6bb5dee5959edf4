package io.audittrail.collector.store;

import java.util.List;

/**
 * A page of events.
 *
 * @param events the events in order of exact time, then id
 * @param more whether at least one more event follows; true only if {@code events} has one, after
 *     which the next page begins
 */
public record EventPage(List<StoredEvent> events, boolean more) {}
