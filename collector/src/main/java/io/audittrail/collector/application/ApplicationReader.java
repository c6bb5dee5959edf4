package io.audittrail.collector.application;

import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.EventTypes;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.wire.WireLimits;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of applications from the store, whose pages may come short or empty although
 * more follows: contract B's clients need to know whether a next page has an event.
 */
final class ApplicationReader {
  /** The most types of one application that are told. */
  private static final int MAX_TYPES = 1_000;

  /** How long one answer may search; clients wait for 60 seconds. */
  private static final long SEARCH_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final EventStore store;

  ApplicationReader(EventStore store) {
    this.store = store;
  }

  /**
   * The events of a page.
   *
   * @param events the events in the order of the walk
   * @param more whether at least one more event follows
   */
  record Events(List<StoredEvent> events, boolean more) {
    /** Returns the first half, rounded down; there are at least two events. */
    Events half() {
      return new Events(events.subList(0, events.size() / 2), true);
    }

    /** Returns the position of the last event; there is at least one. */
    Position last() {
      return events.get(events.size() - 1).event().position();
    }
  }

  /** Returns the number of the last event that a walk which begins now shows. */
  long snapshot() {
    return store.lastSequence();
  }

  /** Reads a page of at most so many events. */
  Events page(Viewed viewed, Walk walk, int limit) {
    SortedSet<String> types = walk.types();
    EventFilter filter =
        viewed.filter().types(types == null ? EventTypes.ALL : EventTypes.of(types)).build();
    // One more than the page has: so it is known whether there is a next page.
    EventPage page = search(viewed, filter, walk, limit + 1);
    List<StoredEvent> events = page.events();
    if (events.size() > limit) {
      return new Events(events.subList(0, limit), true);
    }
    Position next = page.next();
    boolean more = next != null && !search(viewed, filter, walk.at(next), 1).events().isEmpty();
    return new Events(events, more);
  }

  /** Returns whether the viewer sees an event of the application. */
  boolean exists(Viewed viewed) {
    return first(viewed, EventTypes.ALL, snapshot()) != null;
  }

  /** Returns the types of the events of the application that the viewer sees, in their order. */
  SortedSet<String> types(Viewed viewed) {
    SortedSet<String> types = new TreeSet<>();
    long snapshot = snapshot();
    while (types.size() < MAX_TYPES) {
      StoredEvent other = first(viewed, EventTypes.except(types), snapshot);
      if (other == null) {
        break;
      }
      types.add(other.event().type());
    }
    return types;
  }

  private @Nullable StoredEvent first(Viewed viewed, EventTypes types, long snapshot) {
    Walk everything =
        new Walk(
            WireLimits.MIN_TIME_MICROS,
            WireLimits.END_TIME_MICROS,
            null,
            Order.DESCENDING,
            snapshot,
            null);
    EventFilter filter = viewed.filter().types(types).build();
    List<StoredEvent> events = search(viewed, filter, everything, 1).events();
    return events.isEmpty() ? null : events.get(0);
  }

  /** Reads until there is an event or the end. */
  private EventPage search(Viewed viewed, EventFilter filter, Walk walk, int limit) {
    long begin = System.nanoTime();
    Position after = walk.after();
    while (true) {
      EventPage page =
          store.page(
              new PageRequest(
                  viewed.viewer(),
                  filter,
                  walk.order(),
                  walk.startMicros(),
                  walk.endMicros(),
                  after,
                  limit,
                  walk.snapshot()));
      after = page.next();
      if (!page.events().isEmpty() || after == null) {
        return page;
      }
      if (System.nanoTime() - begin > SEARCH_NANOS) {
        throw new Refusal(503, "the search took too long, ask for a shorter time");
      }
    }
  }
}
