package io.audittrail.collector.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of events.
 *
 * @param events the events in the order of the request
 * @param next the position after which the next page begins; null if no event follows. After a page
 *     that is full it is the position of its last event. A page that came short, because it takes
 *     long to find events that match, ends where the search ended: it may be empty, and so may the
 *     next one
 */
public record EventPage(List<StoredEvent> events, @Nullable Position next) {
  /** Returns whether an event may follow. */
  public boolean more() {
    return next != null;
  }
}
