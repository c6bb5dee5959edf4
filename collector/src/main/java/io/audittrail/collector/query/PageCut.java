package io.audittrail.collector.query;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.StoredEvent;
import java.util.List;

/**
 * The events of a page, cut so that the answer stays short enough to be held in memory and to be
 * taken in again; what is cut off comes with the next page.
 *
 * @param events the events, at least one unless the walk has ended
 * @param more whether at least one more event follows
 * @param window what the filter means
 * @param snapshot the sequence number of the last event that the walk shows
 */
record PageCut(List<StoredEvent> events, boolean more, Window window, long snapshot) {
  /** The most ids that the events of a page name, unless its first event names more. */
  private static final int MAX_MENTIONS = 20_000;

  static PageCut of(EventPage page, Window window, long snapshot) {
    List<StoredEvent> events = page.events();
    int mentions = 0;
    int count = 0;
    while (count < events.size()) {
      for (List<String> ids : events.get(count).event().ids().values()) {
        mentions += ids.size();
      }
      if (count > 0 && mentions > MAX_MENTIONS) {
        break;
      }
      count++;
    }
    return new PageCut(
        events.subList(0, count), page.more() || count < events.size(), window, snapshot);
  }

  /** Returns the first half, rounded down; there are at least two events. */
  PageCut half() {
    return new PageCut(events.subList(0, events.size() / 2), true, window, snapshot);
  }
}
