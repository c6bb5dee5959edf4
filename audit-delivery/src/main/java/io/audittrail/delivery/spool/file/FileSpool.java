package io.audittrail.delivery.spool.file;

import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A spool in files that are mapped into memory: what was appended survives the end of the process,
 * whatever ends it, and is sent by the next one. Bounded in bytes.
 *
 * <p>A record is written without a system call, its length last, so that it is there whole or not
 * at all. The system writes it to the disk when it does; {@link #awaitForced} waits until it has.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // each field is written by one thread at a time
public final class FileSpool implements Spool {
  private final SpoolHome home;
  private final SpoolSize size;
  private final SpoolListener listener;
  private final Checkpoint checkpoint;
  private final LiveSegments segments;
  private final SpoolReader reader;
  private final DeadLetterFile deadLetters;
  private final Upkeep upkeep;
  private @Nullable Segment active;
  private volatile boolean reported;
  private boolean closed;
  private final AtomicLong end = new AtomicLong();

  private FileSpool(SpoolHome home, SpoolSize size, SpoolTerms terms) throws IOException {
    this.home = home;
    this.size = size;
    this.listener = terms.listener();
    this.checkpoint = Checkpoint.make(home.file(SpoolHome.CHECKPOINT));
    this.segments =
        new LiveSegments(new SegmentPool(home, size.segmentBytes(), size.maxSegments()));
    this.deadLetters = new DeadLetterFile(home, listener);
    this.reader = new SpoolReader(home, segments, new Quarantine(home, listener));
    this.upkeep = new Upkeep(segments, terms);
  }

  /**
   * Makes an empty spool.
   *
   * @throws IOException if its files cannot be made, locked or mapped
   */
  static FileSpool make(SpoolHome home, SpoolSize size, SpoolTerms terms) throws IOException {
    try {
      FileSpool spool = Uninterrupted.run(() -> new FileSpool(home, size, terms));
      spool.upkeep.start();
      return spool;
    } catch (IOException e) {
      home.deleteRecords();
      home.release();
      throw e;
    }
  }

  /** Returns the directory that holds it. */
  public Path path() {
    return home.path();
  }

  @Override
  public String producer() {
    return home.producer();
  }

  @Override
  public int checksum(byte[] bytes, int length) {
    return RecordFormat.checksum(bytes, 0, length);
  }

  @Override
  public boolean append(byte[] bytes, int length, int checksum) {
    int most = RecordFormat.maxLength(size.segmentBytes());
    if (length > most) {
      throw new IllegalArgumentException(
          "record had " + length + " bytes, the spool has room for " + most);
    }
    if (closed) {
      return false;
    }
    Segment segment = active;
    if (segment == null || segment.isFaulty() || !segment.hasRoom(length)) {
      segment = roll();
    }
    while (segment != null) {
      if (segment.append(bytes, length, checksum)) {
        segments.appended(RecordFormat.sizeOf(length));
        end.set(segment.end()); // a fence: who falls asleep now sees it, or is seen asleep below
        upkeep.appended();
        return true;
      }
      listener.trouble(segment.path() + " was closed: the mapped file could not be written", null);
      segment = roll();
    }
    return false;
  }

  /** Returns a segment with room, which is the active one from here on; null if there is none. */
  private @Nullable Segment roll() {
    try {
      Uninterrupted.act(() -> active = segments.roll(end.get()));
      upkeep.wake();
    } catch (IOException e) {
      active = null;
      listener.trouble("no segment could be made in " + home.path() + ": " + e.getMessage(), e);
    }
    return active;
  }

  /**
   * Waits until everything that was appended before is forced to the disk.
   *
   * @return false if the time was over first, or the disk did not take it
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean awaitForced(long maxWaitNanos) throws InterruptedException {
    return upkeep.awaitForced(end.get(), maxWaitNanos);
  }

  @Override
  public Batch read(int maxEvents, int maxBytes) {
    Batch batch = reader.read(end.get(), maxEvents, maxBytes);
    if (batch.start() > segments.start()) {
      long lost = batch.start() - segments.start();
      acknowledge(batch.start());
      listener.unreadable(lost, home.path().toString());
    }
    return batch;
  }

  @Override
  public void acknowledge(long position) {
    if (position > end.get()) {
      throw new IllegalArgumentException("position was " + position + ", the end is " + end.get());
    }
    if (position <= segments.start()) {
      return;
    }
    deadLetters.flush();
    if (!checkpoint.write(position)) {
      listener.trouble(home.file(SpoolHome.CHECKPOINT) + " could not be written", null);
    }
    segments.acknowledge(position, reader.offsetOf(position));
  }

  @Override
  public void setAside(long position, byte[] record, String reason) {
    deadLetters.add(position, record, reason);
  }

  @Override
  public long start() {
    return segments.start();
  }

  @Override
  public long end() {
    return end.get();
  }

  @Override
  public long bytes() {
    return segments.bytes();
  }

  @Override
  public long capacity() {
    return (long) size.segmentBytes() * size.maxSegments();
  }

  @Override
  public void reported() {
    reported = true;
  }

  /**
   * Gives the directory up: deletes it if nothing waits in it, else leaves it to whoever adopts it.
   */
  @Override
  public long close() {
    if (closed) {
      return 0;
    }
    closed = true;
    upkeep.close();
    try {
      deadLetters.flush();
      if (start() == end() && (reported || end() == 0)) {
        home.deleteRecords();
      }
    } catch (IOException e) {
      listener.trouble(home.path() + " could not be cleared: " + e.getMessage(), e);
    } finally {
      home.release();
    }
    return 0;
  }
}
