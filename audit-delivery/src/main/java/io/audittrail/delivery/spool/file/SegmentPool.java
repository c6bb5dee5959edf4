package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Segments that are not in use, and how many there may be in all. Safe for use by any thread. */
final class SegmentPool {
  /** After a segment could not be made, nobody tries again for so long. */
  private static final long TROUBLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SpoolHome home;
  private final int segmentBytes;
  private final int maxSegments;
  private final long salt;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition prepared = lock.newCondition();
  private final Deque<Segment> ready = new ArrayDeque<>();
  private int segments;
  private boolean preparing;
  private volatile long nextTryNanos = System.nanoTime();
  private int nextNumber;

  SegmentPool(SpoolHome home, int segmentBytes, int maxSegments) {
    this.home = home;
    this.segmentBytes = segmentBytes;
    this.maxSegments = maxSegments;
    this.salt = RecordFormat.salt(home.id());
  }

  /**
   * Takes a segment, a new one if none is ready; waits for one that is being made ahead, if it is
   * the last that may be made.
   *
   * @return null if there may be no more of them, or one could not be made a moment ago
   * @throws IOException if a new one cannot be made
   */
  @Nullable Segment take() throws IOException {
    Path path;
    lock.lock();
    try {
      while (ready.isEmpty() && !mayMake() && preparing) {
        prepared.awaitUninterruptibly();
      }
      Segment segment = ready.pollFirst();
      if (segment != null || !mayMake()) {
        return segment;
      }
      path = reserve();
    } finally {
      lock.unlock();
    }
    return make(path);
  }

  /**
   * Makes a segment ahead if none is ready, and forces it to the disk.
   *
   * @throws IOException if it cannot be made
   */
  void prepare() throws IOException {
    Path path;
    lock.lock();
    try {
      if (!ready.isEmpty() || !mayMake()) {
        return;
      }
      path = reserve();
      preparing = true;
    } finally {
      lock.unlock();
    }
    Segment segment;
    try {
      segment = make(path);
      segment.warm();
      giveBack(segment);
    } finally {
      endPreparing();
    }
    segment.force(); // after that, so that nobody who has an event waits for the disk
  }

  private void endPreparing() {
    lock.lock();
    try {
      preparing = false;
      prepared.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Forces to the disk that the directory of the segments is there. */
  void forceHome() throws IOException {
    home.force();
  }

  private boolean mayMake() {
    return segments < maxSegments && System.nanoTime() - nextTryNanos >= 0;
  }

  private Path reserve() {
    segments++;
    return home.file("segment-" + nextNumber++);
  }

  private Segment make(Path path) throws IOException {
    try {
      return Segment.make(path, segmentBytes, salt);
    } catch (IOException e) {
      nextTryNanos = System.nanoTime() + TROUBLE_NANOS;
      forget();
      throw e;
    }
  }

  private void forget() {
    lock.lock();
    try {
      segments--;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a segment back, all of whose records are acknowledged. */
  void giveBack(Segment segment) {
    if (segment.isFaulty()) {
      segment.delete();
      forget();
      return;
    }
    lock.lock();
    try {
      ready.addFirst(segment);
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether a segment is ready, or none may be made. */
  boolean isPrepared() {
    lock.lock();
    try {
      return !ready.isEmpty() || segments >= maxSegments;
    } finally {
      lock.unlock();
    }
  }
}
