package io.audittrail.delivery.spool.file;

import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.file.LiveSegments.End;
import io.audittrail.delivery.spool.file.LiveSegments.View;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the records of a spool that is being written. It reads the files and not the mapped memory:
 * what has gone is then an error that it can catch. Not safe for use by several threads.
 */
final class SpoolReader {
  /** A file that cannot be read so often is set apart. */
  private static final int MAX_ATTEMPTS = 5;

  private final SpoolHome home;
  private final long salt;
  private final LiveSegments segments;
  private final Quarantine quarantine;
  private final SegmentWindow window = new SegmentWindow();
  private List<byte[]> records = new ArrayList<>();
  private int bytes;
  private View view = new View(List.of(), 0, 0, 0);
  private long limit;
  private int maxEvents;
  private int maxBytes;
  private long batchStart;
  private int attempts;

  /** Where the records of the last segment that was read end, and the position behind the first. */
  private int[] offsets = new int[64];

  private int offsetCount;
  private long offsetsFrom;

  SpoolReader(SpoolHome home, LiveSegments segments, Quarantine quarantine) {
    this.home = home;
    this.salt = RecordFormat.salt(home.id());
    this.segments = segments;
    this.quarantine = quarantine;
  }

  /**
   * Returns the next records before a position that follow each other. A batch that begins later
   * than what is not acknowledged says that what is between cannot be read.
   */
  Batch read(long limit, int maxEvents, int maxBytes) {
    this.limit = limit;
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
    while (true) {
      Batch batch = read(segments.view());
      if (view.isValid()) {
        return batch;
      }
    }
  }

  private Batch read(View now) {
    view = now;
    records = new ArrayList<>(Math.min(maxEvents, 1_024));
    bytes = 0;
    batchStart = view.start();
    int offset = view.offset();
    boolean more = true;
    for (int i = 0; i < view.segments().size() && more; i++) {
      Segment segment = view.segments().get(i);
      End end = End.of(segment).notBeyond(limit);
      more = end.position() <= batchStart || (view.isValid() && readSegment(segment, offset, end));
      if (records.isEmpty() && more) {
        batchStart = Math.max(batchStart, end.position());
      }
      offset = RecordFormat.HEADER_BYTES;
    }
    return new Batch(batchStart, records);
  }

  /** Reads on in a segment; returns whether the batch may go on behind it. */
  private boolean readSegment(Segment segment, int offset, End end) {
    try {
      window.load(segment, offset, end.written());
      attempts = 0;
    } catch (IOException e) {
      return !records.isEmpty() ? false : giveUp(segment, e);
    }
    offsetCount = 0;
    long next = batchStart + records.size();
    SegmentScan scan =
        new SegmentScan(
            new SegmentScan.Part(window.bytes(), window.indexOf(offset), window.limit()),
            next,
            salt,
            (damaged, from, to) -> keep(segment, from, to));
    while (scan.next() && scan.position() < end.position()) {
      if (records.isEmpty()) {
        batchStart = scan.position();
      } else if (scan.position() != batchStart + records.size()) {
        return false; // a batch has no gaps
      }
      bytes += scan.length();
      if (records.size() == maxEvents || (bytes > maxBytes && !records.isEmpty())) {
        return false;
      }
      records.add(scan.record());
      note(scan.position(), window.offsetOf(scan.at()));
    }
    return records.isEmpty() || batchStart + records.size() == end.position();
  }

  /** Damage in a segment that was taken into use again meanwhile is none. */
  private void keep(Segment segment, int from, int to) {
    if (view.isValid()) {
      quarantine.keep(segment.path(), window.part(from, to));
    }
  }

  private void note(long position, int offset) {
    if (offsetCount == 0) {
      offsetsFrom = position + 1;
    }
    if (offsetCount == offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
    }
    offsets[offsetCount++] = offset;
  }

  /**
   * Returns whether the segment is given up, after several attempts. What lies on a volume that is
   * away is not: it may come back.
   */
  private boolean giveUp(Segment segment, IOException cause) {
    attempts++;
    if (attempts < MAX_ATTEMPTS) {
      return false;
    }
    attempts = 0;
    quarantine.unreadable(home.file(segment.path().getFileName().toString()), cause);
    return cause instanceof NoSuchFileException || home.isThere();
  }

  /** Returns where a position is in its segment, if it was read lately; -1 if that is not known. */
  int offsetOf(long position) {
    long index = position - offsetsFrom;
    return index >= 0 && index < offsetCount ? offsets[(int) index] : -1;
  }
}
