package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The segments that hold records, oldest first; the last one is being written. Safe for use by any
 * thread.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // each field is written by one thread, or under a lock
final class LiveSegments {
  private final SegmentPool pool;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Segment> live = new ArrayDeque<>();

  /** How much of the first segment is acknowledged. */
  private int offset = RecordFormat.HEADER_BYTES;

  private volatile long start;
  private final AtomicLong appendedBytes = new AtomicLong();
  private volatile long acknowledgedBytes;

  LiveSegments(SegmentPool pool) {
    this.pool = pool;
  }

  /**
   * Where reading begins.
   *
   * @param segments the segments
   * @param lastUse the use of the last one: when all of it is acknowledged, it may be used again
   * @param offset how much of the first is acknowledged
   * @param start the first position that is not acknowledged
   */
  record View(List<Segment> segments, int lastUse, int offset, long start) {
    boolean isValid() {
      return segments.isEmpty() || segments.get(segments.size() - 1).use() == lastUse;
    }
  }

  /** A segment's end: so many bytes hold the records before a position. */
  record End(int written, long position) {
    End notBeyond(long limit) {
      return position <= limit ? this : new End(written, limit);
    }

    static End of(Segment segment) {
      while (true) {
        int written = segment.written();
        long position = segment.end();
        if (written == segment.written()) {
          return new End(written, position);
        }
      }
    }
  }

  /**
   * Returns a segment for records from the given position on; null if there is no room.
   *
   * @throws IOException if one cannot be made
   */
  @Nullable Segment roll(long position) throws IOException {
    lock.lock();
    try {
      if (!live.isEmpty() && live.peekLast().end() <= start) {
        removeFirst(); // all are acknowledged, so it is the only one
      }
    } finally {
      lock.unlock();
    }
    Segment segment = pool.take();
    while (segment != null && !segment.start(position)) {
      pool.giveBack(segment);
      segment = pool.take();
    }
    if (segment != null) {
      lock.lock();
      try {
        live.addLast(segment);
      } finally {
        lock.unlock();
      }
    }
    return segment;
  }

  private void removeFirst() {
    Segment segment = live.removeFirst();
    acknowledgedBytes += segment.written() - offset;
    offset = RecordFormat.HEADER_BYTES;
    pool.giveBack(segment);
  }

  /** A record was appended that takes so many bytes. */
  void appended(int bytes) {
    appendedBytes.setRelease(appendedBytes.getPlain() + bytes);
  }

  View view() {
    lock.lock();
    try {
      Segment last = live.peekLast();
      return new View(List.copyOf(live), last == null ? 0 : last.use(), offset, start);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets go of what is before a position.
   *
   * @param known where the position is in its segment; -1 if that is not known
   */
  void acknowledge(long position, int known) {
    lock.lock();
    try {
      start = position;
      while (live.size() > 1 && live.peekFirst().end() <= position) {
        removeFirst();
      }
      Segment first = live.peekFirst();
      if (first == null) {
        return;
      }
      End end = End.of(first);
      int to = end.position() <= position ? end.written() : first.first() < position ? known : -1;
      if (to > offset) {
        acknowledgedBytes += to - offset;
        offset = to;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the position behind the last record; 0 if there never was one. */
  long end() {
    lock.lock();
    try {
      Segment last = live.peekLast();
      return last == null ? start : last.end();
    } finally {
      lock.unlock();
    }
  }

  long start() {
    return start;
  }

  long bytes() {
    long acknowledged = acknowledgedBytes;
    return Math.max(0, appendedBytes.get() - acknowledged);
  }

  SegmentPool pool() {
    return pool;
  }
}
