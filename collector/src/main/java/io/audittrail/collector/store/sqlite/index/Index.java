package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events that say something, without looking at the others. It follows the commits in a
 * file and on a thread of its own; what it has not come to yet is in the {@link Tail}.
 *
 * <p>Safe for use by several threads.
 */
public final class Index implements AutoCloseable {
  private static final long MOST_LAG_EVENTS = 1_000_000;
  private static final int SLOW_DOWN_MILLIS = 100;

  private final IndexFile file;
  private final Tail tail;
  private final IndexReaders readers;
  private final Indexer indexer;

  private Index(IndexFile file, EventSource.Opener events, long lastSequence) {
    this.file = file;
    this.tail = new Tail(lastSequence);
    this.readers = new IndexReaders(file);
    this.indexer = new Indexer(file, readers, events, tail);
  }

  /**
   * Opens the index in a data directory and begins to fill it. If it cannot be opened, it is made
   * anew, or tried again.
   *
   * @param lastSequence the sequence number of the last event that is committed
   */
  public static Index open(
      Path directory, int waitMillis, EventSource.Opener events, long lastSequence) {
    Index index = new Index(new IndexFile(directory, waitMillis), events, lastSequence);
    index.indexer.start();
    return index;
  }

  /** Takes events that are durable, in the order of their commits, before any read may ask. */
  public void add(List<TailEvent> committed) {
    tail.add(committed);
  }

  /** Returns how many events are committed but not in the file. */
  public long lag() {
    return indexer.lag();
  }

  /**
   * Waits a little if very much is missing: whoever commits goes on more slowly, so that the index
   * comes closer. Does not wait if the index cannot be filled at all.
   */
  public void slowDown() {
    if (indexer.lag() > MOST_LAG_EVENTS && indexer.works()) {
      tail.awaitProgress(SLOW_DOWN_MILLIS);
    }
  }

  /** Returns how many bytes the file takes. */
  public long bytes() {
    return file.bytes();
  }

  /** Something to be read. */
  @FunctionalInterface
  public interface Read<T> {
    /**
     * Reads; returns nothing if the index is not the way to do it.
     *
     * @param tail has every event that a request may show and that is not in the snapshot, but for
     *     those between {@link IndexSnapshot#posted} and {@link Tail.View#first}
     */
    Optional<T> run(IndexSnapshot snapshot, Tail.View tail) throws SQLException;
  }

  /**
   * Reads from the index as it is now. Whoever reads events as well must begin with that within the
   * read: so everything is there that the index knows of.
   *
   * @return nothing if the index cannot be read now, or the read returned nothing
   * @throws EventsUnreadableException if the read threw it
   */
  public <T> Optional<T> read(Read<T> read) throws EventsUnreadableException {
    Tail.View view = tail.view();
    IndexSnapshot snapshot = null;
    boolean usable = false;
    try {
      snapshot = readers.borrow();
      if (snapshot == null) {
        return Optional.empty();
      }
      snapshot.begin();
      Optional<T> result = read.run(snapshot, view);
      snapshot.end();
      usable = true;
      return result;
    } catch (EventsUnreadableException e) {
      throw e;
    } catch (SQLException e) {
      if (IndexFile.isUnusable(e)) {
        indexer.distrust(e);
      }
      return Optional.empty();
    } finally {
      giveBack(snapshot, usable);
    }
  }

  private void giveBack(@Nullable IndexSnapshot snapshot, boolean usable) {
    if (snapshot != null) {
      try {
        readers.giveBack(snapshot, usable);
      } catch (SQLException e) {
        // Nothing is lost with a connection that only reads.
      }
    }
  }

  /** Ends the thread and closes the file; a step that has begun is finished. */
  @Override
  public void close() {
    tail.close();
    try {
      readers.close();
    } catch (SQLException e) {
      // Nothing is lost with connections that only read.
    }
    indexer.close(); // the last connection, which empties the log
  }
}
