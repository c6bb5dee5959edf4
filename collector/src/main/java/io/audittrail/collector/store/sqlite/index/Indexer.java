package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that fills the index behind the commits. It never holds up the writer; when it fails,
 * events are found all the same, and it tries again.
 */
final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

  /** Few enough that going through them costs a read little. */
  private static final int BUSY_EVENTS = 32_768;

  private static final int MOST_EVENTS_PER_STEP = 65_536;

  /** What is left in the tail while nothing arrives. */
  private static final int IDLE_EVENTS = 1_000;

  private static final int IDLE_MILLIS = 50;
  private static final int RETRY_MILLIS = 1_000;

  private final IndexFile file;
  private final IndexReaders readers;
  private final EventSource.Opener source;
  private final Tail tail;
  private final Thread thread = new Thread(this::run, "audit-store-indexer");
  private @Nullable EventSource events;
  private @Nullable IndexSession session;
  private boolean caughtUp;
  private volatile boolean fails;
  private volatile boolean distrusted;
  private volatile long posted;

  Indexer(IndexFile file, IndexReaders readers, EventSource.Opener source, Tail tail) {
    this.file = file;
    this.readers = readers;
    this.source = source;
    this.tail = tail;
    thread.setDaemon(true);
  }

  /** Opens the file if it can, and begins. */
  void start() {
    if (!attempt(this::open) && distrusted) {
      attempt(this::open);
    }
    thread.start();
  }

  /** Returns how many events are committed but not in the index. */
  long lag() {
    return Math.max(0, tail.last() - posted);
  }

  /** Returns whether the index is being filled, so that it makes sense to wait for it. */
  boolean works() {
    return !fails;
  }

  /** Says that the file cannot be read as it should be. */
  void distrust(Throwable failure) {
    if (!distrusted) {
      distrusted = true;
      LOG.warn(
          "the index {} cannot be used and is made anew from the events: {}",
          file.path(),
          failure.toString());
    }
  }

  private void run() {
    while (!tail.isClosed()) {
      if (!attempt(this::work)) {
        pause();
      }
    }
    attempt(this::closeSession);
  }

  private void pause() {
    long until = System.nanoTime() + RETRY_MILLIS * 1_000_000L;
    while (!tail.isClosed() && System.nanoTime() < until) {
      tail.await(Long.MAX_VALUE, RETRY_MILLIS);
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  private boolean attempt(Work work) {
    try {
      work.run();
      tell(null);
      return true;
    } catch (SQLException | RuntimeException | Error e) {
      if (IndexFile.isUnusable(e)) {
        distrust(e);
      } else {
        tell(e);
      }
      abandonSession(e);
      return false;
    }
  }

  private void work() throws SQLException {
    IndexSession open = open();
    if (open.lookForRemovals() && events != null) {
      Tail.View view = tail.view();
      tail.forget(events.removed(view.first(), view.last()));
    }
    boolean worked = step(open);
    worked |= open.tidy();
    if (!worked) {
      // Not woken by each commit: it would compete with whoever acknowledges it.
      boolean isShort = lag() <= IDLE_EVENTS;
      long enough = posted + (isShort ? IDLE_EVENTS + 1 : BUSY_EVENTS);
      boolean idle = !tail.await(enough, isShort ? RETRY_MILLIS : IDLE_MILLIS);
      if (idle && !isShort) {
        caughtUp = false;
      }
    }
  }

  /** Adds the next events if there are enough of them; returns whether there were. */
  private boolean step(IndexSession open) throws SQLException {
    long lag = lag();
    if (lag == 0 || (caughtUp && lag < BUSY_EVENTS && tail.holdsAfter(posted))) {
      return false;
    }
    long last = tail.last();
    List<TailEvent> next = tail.next(posted, MOST_EVENTS_PER_STEP);
    if (next.isEmpty() && events != null) {
      next = events.read(posted, MOST_EVENTS_PER_STEP);
    }
    if (next.isEmpty()) {
      open.skipThrough(last);
    } else {
      open.add(next);
    }
    posted = open.posted();
    tail.dropThrough(posted);
    caughtUp = lag() < BUSY_EVENTS;
    return true;
  }

  private IndexSession open() throws SQLException {
    if (distrusted) {
      remake();
    }
    if (session == null) {
      if (events == null) {
        events = source.open();
      }
      session = IndexSession.open(file, events);
      posted = session.posted();
      readers.open();
    }
    return session;
  }

  private void remake() throws SQLException {
    closeSession();
    readers.close();
    file.delete();
    posted = 0;
    caughtUp = false;
    distrusted = false;
  }

  private void closeSession() throws SQLException {
    IndexSession open = session;
    EventSource read = events;
    session = null;
    events = null;
    try {
      if (open != null) {
        open.close();
      }
    } finally {
      if (read != null) {
        read.close();
      }
    }
  }

  private void abandonSession(Throwable cause) {
    try {
      closeSession();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Says when the index begins to fail and when it works again, not at every attempt between. */
  private void tell(@Nullable Throwable failure) {
    if (fails == (failure != null)) {
      return;
    }
    fails = failure != null;
    if (failure != null) {
      LOG.warn(
          "the index {} cannot be filled; events are stored and found all the same, but queries"
              + " with a filter get slower until it can: {}",
          file.path(),
          failure.toString());
    } else {
      LOG.info("the index {} is filled again", file.path());
    }
  }

  @Override
  public void close() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
