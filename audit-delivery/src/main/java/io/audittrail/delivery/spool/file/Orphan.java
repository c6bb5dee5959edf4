package io.audittrail.delivery.spool.file;

import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.Outgoing;
import io.audittrail.delivery.spool.file.SegmentWindow.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The spool of a process that has ended, adopted by this one: its whole records in the order of
 * their positions. Read with ordinary reads, one segment in memory at a time. Not safe for use by
 * several threads.
 */
public final class Orphan implements Outgoing {
  /** A segment is never larger, whatever a file says. */
  private static final int MAX_FILE_BYTES = 16 << 20;

  private final SpoolHome home;
  private final SpoolListener listener;
  private final Quarantine quarantine;
  private final DeadLetterFile deadLetters;
  private final long salt;

  /** Segments that are not read yet; those that hold records out of order come again. */
  private final PriorityQueue<Found> segments =
      new PriorityQueue<>(Comparator.comparingLong(Found::first));

  /** Segments that could neither be read nor be moved into quarantine: nobody deletes them. */
  private final Set<Path> unread = new HashSet<>();

  private final List<byte[]> records = new ArrayList<>();
  private final List<Long> positions = new ArrayList<>();
  private long start;
  private long end;
  private int next;
  private boolean failed;

  private record Found(Path path, long first, long end, long count) {}

  private Orphan(SpoolHome home, SpoolListener listener) {
    this.home = home;
    this.listener = listener;
    this.salt = RecordFormat.salt(home.id());
    this.quarantine = new Quarantine(home, listener);
    this.deadLetters = new DeadLetterFile(home, listener);
  }

  /** Looks through all segments of a spool whose lock this process holds. */
  static Orphan of(SpoolHome home, SpoolListener listener) throws IOException {
    Orphan orphan = new Orphan(home, listener);
    orphan.survey();
    return orphan;
  }

  private void survey() throws IOException {
    List<Path> files = SpoolHome.segments(home.path());
    long acknowledged = Checkpoint.read(home.file(SpoolHome.CHECKPOINT));
    List<Found> found = find(files, acknowledged);
    if (found.isEmpty() && acknowledged != 0) {
      List<Found> all = find(files, 0);
      if (acknowledged < 0 || (!all.isEmpty() && endOf(all) < acknowledged)) {
        acknowledged = -1;
        found = all;
        listener.trouble(
            home.file(SpoolHome.CHECKPOINT) + " is damaged: everything in the spool is sent again",
            null);
      }
    }
    start = Math.max(0, acknowledged);
    end = Math.max(start, endOf(found));
    long count = found.stream().mapToLong(Found::count).sum();
    found.forEach(segment -> files.remove(segment.path()));
    files.removeAll(unread);
    files.forEach(Orphan::discard);
    segments.addAll(found);
    if (acknowledged >= 0 && count < end - start) {
      listener.unreadable(end - start - count, home.path().toString());
    }
  }

  private static long endOf(List<Found> found) {
    return found.stream().mapToLong(Found::end).max().orElse(0);
  }

  /** Returns the segments that hold records from a position on; none if it is negative. */
  private List<Found> find(List<Path> files, long from) {
    List<Found> found = new ArrayList<>();
    for (Path path : from < 0 ? List.<Path>of() : files) {
      SortedMap<Long, byte[]> whole = load(path, from, (file, part) -> quarantine.keep(file, part));
      if (!whole.isEmpty()) {
        found.add(new Found(path, whole.firstKey(), whole.lastKey() + 1, whole.size()));
      }
    }
    return found;
  }

  /** Hears of bytes that are no records. */
  private interface Damaged {
    void found(Path file, Part part);
  }

  /** Returns the records of a segment by their positions; none if it cannot be read. */
  private SortedMap<Long, byte[]> load(Path path, long from, Damaged damaged) {
    SortedMap<Long, byte[]> whole = new TreeMap<>();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_FILE_BYTES);
    } catch (IOException e) {
      if (!quarantine.take(path, e)) {
        unread.add(path);
      }
      return whole;
    }
    SegmentScan scan =
        new SegmentScan(
            SegmentScan.Part.whole(bytes),
            from,
            salt,
            (all, begin, to) ->
                damaged.found(path, new Part(begin, Arrays.copyOfRange(all, begin, to))));
    while (scan.next()) {
      whole.put(scan.position(), scan.record());
    }
    return whole;
  }

  /** Makes the records of the next segment the ones to send, up to where another one goes on. */
  private void loadNext() {
    Found segment = segments.remove();
    long behind = segments.isEmpty() ? Long.MAX_VALUE : segments.peek().first();
    records.clear();
    positions.clear();
    next = 0;
    long previous = -1;
    for (Map.Entry<Long, byte[]> record :
        load(segment.path(), start, (file, part) -> {}).entrySet()) {
      long position = record.getKey();
      if (position > behind && (previous < 0 || position != previous + 1)) {
        segments.add(new Found(segment.path(), position, segment.end(), 0));
        return;
      }
      positions.add(position);
      records.add(record.getValue());
      previous = position;
    }
  }

  /** Returns the next records that follow each other; empty if there are no more. */
  public Batch read(int maxEvents, int maxBytes) {
    while (next == records.size() && !segments.isEmpty()) {
      loadNext();
    }
    if (next == records.size()) {
      return new Batch(end, List.of());
    }
    int to = next + 1;
    long bytes = records.get(next).length;
    while (to < records.size()
        && to - next < maxEvents
        && positions.get(to) == positions.get(to - 1) + 1
        && (bytes += records.get(to).length) <= maxBytes) {
      to++;
    }
    return new Batch(positions.get(next), records.subList(next, to));
  }

  @Override
  public String producer() {
    return home.producer();
  }

  /** Returns how many positions are not acknowledged yet. */
  public long waiting() {
    return end - start;
  }

  /** Returns the position behind the last whole record. */
  public long end() {
    return end;
  }

  /** Returns whether it ever held a record, so that its last number is worth reporting. */
  public boolean hasNumbers() {
    return end > 0;
  }

  @Override
  public boolean isEnd(long position) {
    return position == end;
  }

  @Override
  public void acknowledge(long position) {
    deadLetters.flush();
    start = Math.max(start, position);
    while (next < positions.size() && positions.get(next) < position) {
      next++;
    }
    try {
      Checkpoint.write(home.file(SpoolHome.CHECKPOINT), start);
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        listener.trouble(home.file(SpoolHome.CHECKPOINT) + " could not be written: " + e, e);
      }
    }
  }

  @Override
  public void setAside(long position, byte[] record, String reason) {
    deadLetters.add(position, record, reason);
  }

  /**
   * Deletes the records, which are acknowledged, and gives the directory up. If something in it
   * could not be read, it stays for the next one who tries.
   */
  @Override
  public void reported() {
    try {
      deadLetters.flush();
      if (unread.isEmpty()) {
        home.deleteRecords();
      }
    } catch (IOException e) {
      listener.trouble(home.path() + " could not be cleared: " + e.getMessage(), e);
    } finally {
      home.release();
    }
  }

  /** Gives the directory up to whoever adopts it next. */
  public void release() {
    home.release();
  }

  private static void discard(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // it holds nothing that counts
    }
  }
}
