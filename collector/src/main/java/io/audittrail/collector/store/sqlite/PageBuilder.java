package io.audittrail.collector.store.sqlite;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;
import io.audittrail.collector.store.content.EventMatcher;
import io.audittrail.collector.store.sqlite.index.EventsUnreadableException;
import io.audittrail.collector.store.sqlite.search.Place;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the events of one page, within its bounds. */
final class PageBuilder {
  private final PageRequest request;
  private final SqliteStoreSettings settings;
  private final NameLookup names;
  private final EventMatcher matcher;
  private final boolean filtered;
  private long deadlineNanos;
  private boolean started;
  private final List<StoredEvent> events;
  private @Nullable Place last;
  private long bytes;

  PageBuilder(PageRequest request, NameLookup names, SqliteStoreSettings settings) {
    this.request = request;
    this.settings = settings;
    this.names = names;
    this.matcher = new EventMatcher(request.filter(), request.viewer());
    this.filtered = !request.filter().isNone();
    this.events = new ArrayList<>(Math.min(request.limit(), 1_024));
  }

  /** Returns whether the page has come somewhere and should take no more. */
  boolean isOver() {
    boolean full = events.size() == request.limit() || bytes >= settings.pageBytes();
    return last != null && (full || isLate());
  }

  /**
   * Returns whether the search has taken long enough, which begins with the first time that this is
   * asked; one without a filter finds at once.
   */
  boolean isLate() {
    if (!started) {
      started = true;
      deadlineNanos = System.nanoTime() + MILLISECONDS.toNanos(settings.pageMillis());
    }
    return filtered && System.nanoTime() - deadlineNanos > 0;
  }

  /** Returns whether an event may be on the page, without a look at its attributes. */
  boolean mayHave(EventRecord event) {
    return matcher.matchesNames(event);
  }

  /** Takes an event if it matches. */
  void take(Place place, byte[] content) throws SQLException {
    take(place, event(place, content), content.length);
  }

  /** Takes an event if it matches. */
  void take(Place place, EventRecord event, int contentBytes) {
    last = place;
    if (matcher.matches(event)) {
      bytes += contentBytes;
      events.add(new StoredEvent(place.sequence(), event));
    }
  }

  /** Comes further without an event. */
  void pass(Place place) {
    last = place;
  }

  /** Comes to a time, of which it may have seen some events, but not all. */
  void passUpTo(long micros) {
    Position after = request.after();
    boolean within =
        last != null
            ? last.micros() == micros
            : after != null && after.occurredAtMicros() == micros;
    if (!within) {
      last = Place.before(micros, request.order());
    }
  }

  /** Returns what an event says. */
  EventRecord event(Place place, byte[] content) throws SQLException {
    try {
      String id = EventIdCode.decode(place.id());
      return ContentCodec.unpack(id, place.micros(), content, names);
    } catch (SQLException e) {
      throw new EventsUnreadableException(e);
    } catch (RuntimeException e) {
      throw new EventsUnreadableException(
          new SQLException("the event with sequence " + place.sequence() + " is damaged", e));
    }
  }

  /** Returns the page, after which there is nothing. */
  EventPage lastPage() {
    return new EventPage(List.copyOf(events), null);
  }

  /** Returns the page, which ends where the search has come to. */
  EventPage page() throws SQLException {
    Place place = last;
    return new EventPage(
        List.copyOf(events),
        place == null
            ? request.after()
            : new Position(place.micros(), EventIdCode.decode(place.id())));
  }
}
