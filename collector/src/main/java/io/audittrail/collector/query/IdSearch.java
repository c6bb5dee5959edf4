package io.audittrail.collector.query;

import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.filter.Window;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A search for the events of an id. An id that carries its time (UUID version 7, RFC 9562) is
 * looked for around that time first; where that finds nothing, and for every other id, the whole
 * window is searched, within a bound on time.
 */
final class IdSearch {
  /** The most events of one id. */
  static final int MAX_EVENTS = 100;

  /** The longest search. */
  static final long MAX_MILLIS = 10_000;

  /** How far from the time in its id an event is looked for first. */
  private static final long NEAR_MICROS = 2_000_000;

  private static final Pattern VERSION_7 =
      Pattern.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}");

  private final EventStore store;
  private final @Nullable String viewer;
  private final String id;
  private final long snapshot;

  IdSearch(EventStore store, @Nullable String viewer, String id) {
    this.store = store;
    this.viewer = viewer;
    this.id = id;
    this.snapshot = store.lastSequence();
  }

  /**
   * Returns the events in a window.
   *
   * @throws Refusal with 400 if there are too many, or the search takes too long
   */
  List<StoredEvent> in(Window window) {
    if (VERSION_7.matcher(id).matches()) {
      long millis = Long.parseLong(id.replace("-", "").substring(0, 12), 16);
      List<StoredEvent> near =
          search(
              Math.max(window.fromMicros(), millis * 1_000 - NEAR_MICROS),
              Math.min(window.untilMicros(), millis * 1_000 + NEAR_MICROS));
      if (!near.isEmpty()) {
        return near;
      }
    }
    return search(window.fromMicros(), window.untilMicros());
  }

  private List<StoredEvent> search(long fromMicros, long untilMicros) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS);
    List<StoredEvent> events = new ArrayList<>();
    Position after = null;
    do {
      EventPage page =
          store.find(
              id,
              new PageRequest(
                  viewer,
                  fromMicros,
                  untilMicros,
                  after,
                  MAX_EVENTS + 1 - events.size(),
                  snapshot));
      events.addAll(page.events());
      after = page.next();
      if (events.size() > MAX_EVENTS) {
        throw narrow("more than " + MAX_EVENTS + " events have the id");
      }
      if (after != null && System.nanoTime() - deadline > 0) {
        throw narrow("the search took longer than " + MAX_MILLIS + " ms");
      }
    } while (after != null);
    return events;
  }

  private static Refusal narrow(String trouble) {
    return new Refusal(400, trouble + ": say between which times with minimum and maximum");
  }
}
