package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.CountQuery;
import io.audittrail.collector.store.CountTally;
import io.audittrail.collector.store.EventCount;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.sqlite.search.IndexCount;
import java.util.Optional;

/**
 * Counts events: from the index if it can tell, and if not by reading them, page by page, so that
 * no read lasts for long.
 */
final class CountRead {
  private static final int EVENTS_PER_PAGE = 5_000;

  private final Readers readers;

  CountRead(Readers readers) {
    this.readers = readers;
  }

  EventCount count(CountQuery query) {
    if (IndexCount.canTell(query.filter())) {
      Optional<EventCount> counted = readers.read(session -> session.count(query));
      if (counted.isPresent()) {
        return counted.get();
      }
    }
    return countPages(query);
  }

  private EventCount countPages(CountQuery query) {
    CountTally tally = new CountTally(query);
    Position after = null;
    do {
      PageRequest request =
          new PageRequest(
              query.viewer(),
              query.filter(),
              Order.ASCENDING,
              query.fromMicros(),
              query.untilMicros(),
              after,
              EVENTS_PER_PAGE,
              query.snapshot());
      EventPage page = readers.read(session -> session.page(request));
      page.events().forEach(event -> tally.add(event.event()));
      after = page.next();
      if (after != null) {
        tally.requireTime();
      }
    } while (after != null);
    return tally.count();
  }
}
