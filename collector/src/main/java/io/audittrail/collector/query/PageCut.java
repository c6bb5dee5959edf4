package io.audittrail.collector.query;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a page, cut so that the answer stays short enough to be held in memory and to be
 * taken in again; what is cut off comes with the next page.
 *
 * @param events the events
 * @param next the position after which the next page begins; null if no event follows
 */
record PageCut(List<StoredEvent> events, @Nullable Position next) {
  /** The most ids that the events of a page name, unless its first event names more. */
  private static final int MAX_MENTIONS = 20_000;

  static PageCut of(EventPage page) {
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
    PageCut whole = new PageCut(events, page.next());
    return count == events.size() ? whole : whole.first(count);
  }

  /** Returns the first half, rounded down; there are at least two events. */
  PageCut half() {
    return first(events.size() / 2);
  }

  private PageCut first(int count) {
    return new PageCut(events.subList(0, count), events.get(count - 1).event().position());
  }
}
