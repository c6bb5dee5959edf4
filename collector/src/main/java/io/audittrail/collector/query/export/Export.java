package io.audittrail.collector.query.export;

import io.audittrail.collector.endpoint.AnswerStream.Piece;
import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.query.filter.QueryFilter;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A walk over all events of a filter, as they were when it began, from which one piece of the
 * document after another is made. Used by one thread at a time.
 */
final class Export {
  /** What a piece is filled up to; its last event may take it above. */
  static final int PIECE_BYTES = 256 * 1024;

  /** How long a piece is filled, so that others get their turn to read. */
  private static final long PIECE_MILLIS = 100;

  private static final int MAX_LIMIT = 1_000;

  /** What an event is thought to take before one was seen: rather too much. */
  private static final int FIRST_EVENT_BYTES = 16 * 1024;

  private final EventStore store;
  private final @Nullable String viewer;
  private final QueryFilter filter;
  private final ExportForm form;
  private final long snapshot;
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
  private @Nullable Position after;
  private int eventBytes = FIRST_EVENT_BYTES;
  private volatile long exported;
  private volatile boolean ended;

  /** Begins a walk at the store as it is now. */
  Export(EventStore store, @Nullable String viewer, ExportRequest request) {
    this.store = store;
    this.viewer = viewer;
    this.filter = request.filter();
    this.form = request.format().form();
    this.snapshot = store.lastSequence();
    this.piece.writeBytes(form.head());
  }

  /** Returns the last sequence number that the walk sees. */
  long snapshot() {
    return snapshot;
  }

  /** Returns how many events were written. */
  long exported() {
    return exported;
  }

  /** Returns whether everything was written. */
  boolean ended() {
    return ended;
  }

  /**
   * Makes the next piece. It is empty if nothing was found in the time that a piece may take.
   *
   * @throws io.audittrail.collector.store.StoreUnavailableException if the store cannot be read
   */
  Piece piece() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PIECE_MILLIS);
    do {
      write(
          store.page(
              new PageRequest(
                  viewer,
                  filter.events(),
                  filter.order(),
                  filter.window().fromMicros(),
                  filter.window().untilMicros(),
                  after,
                  limit(),
                  snapshot)));
    } while (!ended && piece.size() < PIECE_BYTES && System.nanoTime() - deadline < 0);
    if (ended) {
      piece.writeBytes(form.tail(exported));
    }
    byte[] bytes = piece.toByteArray();
    piece.reset();
    return new Piece(bytes, ended);
  }

  /** Writes a page; what the piece has no room for is read again for the next one. */
  private void write(EventPage page) {
    List<StoredEvent> events = page.events();
    List<SideTables> tables = SideTables.ofEach(events, store, viewer);
    int begin = piece.size();
    int count = 0;
    while (count < events.size() && (count == 0 || piece.size() < PIECE_BYTES)) {
      piece.writeBytes(form.event(events.get(count), tables.get(count)));
      count++;
    }
    exported += count;
    if (count < events.size()) {
      after = events.get(count - 1).event().position();
    } else {
      after = page.next();
      ended = after == null;
    }
    if (count > 0) {
      eventBytes = Math.max(1, (piece.size() - begin) / count);
    }
  }

  /** Asks for about as many events as the piece has room for. */
  private int limit() {
    return Math.min(MAX_LIMIT, Math.max(0, PIECE_BYTES - piece.size()) / eventBytes + 1);
  }
}
