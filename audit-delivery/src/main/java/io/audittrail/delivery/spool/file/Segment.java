package io.audittrail.delivery.spool.file;

import static io.audittrail.delivery.spool.file.RecordFormat.HEADER_BYTES;
import static io.audittrail.delivery.spool.file.RecordFormat.INT;
import static io.audittrail.delivery.spool.file.RecordFormat.LONG;
import static io.audittrail.delivery.spool.file.RecordFormat.RECORD_HEADER_BYTES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One file of records, mapped for writing; one thread at a time appends, another forces, and a
 * third reads the file.
 *
 * <p>A write into a mapped page that has gone (a file that somebody cut, a network file system that
 * went away) does not fail where it happens: the JVM goes on behind it and throws an {@code
 * InternalError} some time later, on JDK 17 even in the caller's code. Therefore a word of each
 * page that was written is read back, and where it differs, the error is provoked here, where it is
 * caught.
 */
final class Segment {
  private static final int PAGE_BYTES = 4096;

  /** Allocating this much enters the JVM's runtime, which then throws what is pending. */
  private static final int LARGE_ARRAY_BYTES = 2 << 20;

  private static volatile byte[] sink = new byte[0];

  private final Path path;
  private final int size;
  private final long salt;
  private final MappedByteBuffer map;
  private volatile boolean faulty;
  private volatile boolean created;
  private long first;
  private final AtomicLong end = new AtomicLong();
  private final AtomicInteger written = new AtomicInteger(HEADER_BYTES);

  /** How often it was taken into use; only the thread that appends changes it. */
  private volatile int use;

  /**
   * Whether the disk refused something: the system may then forget that it was not written, and the
   * next attempt succeeds without doing anything.
   */
  private volatile boolean unforced;

  /** The use (upper half) of which so many bytes (lower half) are forced. */
  private long forced;

  private Segment(Path path, MappedByteBuffer map, long salt) {
    this.path = path;
    this.size = map.capacity();
    this.map = map;
    this.salt = salt;
  }

  /**
   * Makes a file full of zeros, so that every byte of it has its place on the disk, and maps it.
   *
   * @throws IOException if there is no room for it, or it cannot be mapped
   */
  static Segment make(Path path, int size, long salt) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            Permissions.file(path))) {
      ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(size, 64 * 1024));
      for (long at = 0; at < size; at += zeros.limit()) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
        while (zeros.hasRemaining()) {
          channel.write(zeros, at + zeros.position());
        }
      }
      channel.write(header(), 0);
      return new Segment(path, channel.map(FileChannel.MapMode.READ_WRITE, 0, size), salt);
    } catch (IOException | UncheckedIOException | OutOfMemoryError e) {
      Files.deleteIfExists(path);
      throw e instanceof IOException io ? io : new IOException(e.toString(), e);
    }
  }

  private static ByteBuffer header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    LONG.set(header, 0, RecordFormat.MAGIC);
    return header;
  }

  /** Takes the segment into use for records from the given position on; false if it is faulty. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
  boolean start(long position) {
    use++; // first, so that who reads sees that what it saw before no longer counts
    unforced = false;
    first = position;
    end.set(position);
    written.set(HEADER_BYTES);
    try {
      int mark = RecordFormat.mark(position, salt);
      INT.setRelease(map, HEADER_BYTES, mark);
      if ((int) (long) LONG.getVolatile(map, HEADER_BYTES) != mark) {
        return fault();
      }
      return true;
    } catch (InternalError e) {
      return fault();
    }
  }

  /** Returns whether there is room for a record of the given length. */
  boolean hasRoom(int length) {
    return written.getPlain() + RecordFormat.sizeOf(length) + RecordFormat.ALIGNMENT <= size;
  }

  /**
   * Writes the next record; there must be room for it.
   *
   * @param record an array that begins with the record
   * @param length how many bytes the record has
   * @param checksum that of its bytes
   * @return false if the segment is faulty; then the record is to be written elsewhere
   */
  boolean append(byte[] record, int length, int checksum) {
    try {
      int at = written.getPlain();
      long position = end.getPlain();
      int next = at + RecordFormat.sizeOf(length);
      int bound = RecordFormat.bind(checksum, position, salt);
      int mark = RecordFormat.mark(position + 1, salt);
      INT.set(map, next, mark);
      LONG.set(map, at + Long.BYTES, position);
      map.put(at + RECORD_HEADER_BYTES, record, 0, length);
      LONG.setRelease(map, at, (long) bound << Integer.SIZE | (~length & 0xFFFF_FFFFL));
      if (!holds(at, ~length, bound) || !markHolds(next, mark) || !pagesHold(record, length, at)) {
        return fault();
      }
      end.setRelease(position + 1);
      written.setRelease(next);
      return true;
    } catch (InternalError e) {
      return fault();
    }
  }

  /**
   * Reads back what was written as two numbers instead of one, or the other way round: the compiler
   * would take one of the same size from the register that it was written from.
   */
  private boolean holds(int at, int low, int high) {
    return (int) INT.getVolatile(map, at) == low
        && (int) INT.getVolatile(map, at + Integer.BYTES) == high;
  }

  /**
   * Looks at the mark, if no word of the record is in its page: reading back what is about to be
   * written takes its time.
   */
  private boolean markHolds(int at, int mark) {
    return at % PAGE_BYTES > RecordFormat.ALIGNMENT
        || (int) (long) LONG.getVolatile(map, at) == mark;
  }

  /** Looks at the first word of each page behind that of the record's header. */
  private boolean pagesHold(byte[] record, int length, int at) {
    int from = at + RECORD_HEADER_BYTES;
    for (int page = (at & -PAGE_BYTES) + PAGE_BYTES; page < from + length; page += PAGE_BYTES) {
      int index = page - from;
      if (index >= 0
          && index + Integer.BYTES <= length
          && (int) INT.getVolatile(map, page)
              != (int) RecordFormat.INT_IN_ARRAY.get(record, index)) {
        return false;
      }
    }
    return true;
  }

  /** Closes the segment for writing. */
  private boolean fault() {
    faulty = true;
    provoke();
    return false;
  }

  /** Makes the JVM throw an {@code InternalError} that it has pending, and catches it. */
  static void provoke() {
    for (int i = 0; i < 4; i++) {
      try {
        sink = new byte[LARGE_ARRAY_BYTES];
      } catch (InternalError | OutOfMemoryError pending) {
        // that is what it was for
      }
    }
    sink = new byte[0];
  }

  /**
   * Forces what was written to the disk.
   *
   * @throws IOException if the disk does not take it; then the segment is faulty
   */
  void force() throws IOException {
    if (unforced) {
      throw new IOException(path + ": the disk did not take it before");
    }
    if (!created) {
      forceFile();
    }
    long current = (long) use << Integer.SIZE;
    int from = (forced & -1L << Integer.SIZE) == current ? (int) forced : 0;
    int to = written.get();
    if (to <= from) {
      return;
    }
    try {
      map.force(from, Math.min(size, to + Integer.BYTES) - from);
      forced = current | to;
    } catch (UncheckedIOException | InternalError e) {
      faulty = true;
      unforced = true;
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private void forceFile() throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      unforced = true;
      throw e;
    }
    Permissions.forceDirectory(path.resolveSibling("."));
    created = true;
  }

  /** Makes the pages of a segment that is not in use ready, so that writing meets no fault. */
  void warm() {
    try {
      for (int page = 0; page < size; page += PAGE_BYTES) {
        int at = page == 0 ? HEADER_BYTES : page;
        LONG.setVolatile(map, at, page);
        if (!holds(at, page, 0)) {
          fault();
          return;
        }
      }
    } catch (InternalError e) {
      fault();
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // whoever adopts the spool finds nothing that is not acknowledged in it
    }
  }

  Path path() {
    return path;
  }

  boolean isFaulty() {
    return faulty;
  }

  /** Returns how often it was taken into use. */
  int use() {
    return use;
  }

  /** Returns the position of its first record. */
  long first() {
    return first;
  }

  /** Returns the position behind its last record. */
  long end() {
    return end.get();
  }

  /** Returns how much of the file has records. */
  int written() {
    return written.get();
  }
}
