package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The first position that is not acknowledged, as one aligned number in a mapped file, so that it
 * is there whole or not at all. Its low 16 bits are a check of the others.
 *
 * <p>A checkpoint that is lost makes records be sent again, which is harmless.
 */
final class Checkpoint {
  private static final int SIZE = 4096;
  private static final int CHECK_BITS = 16;

  private final MappedByteBuffer map;

  private Checkpoint(MappedByteBuffer map) {
    this.map = map;
  }

  static Checkpoint make(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            Permissions.file(path))) {
      channel.write(ByteBuffer.allocate(SIZE), 0);
      return new Checkpoint(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
    }
  }

  /** Writes a position; returns false if the file cannot be written any more. */
  boolean write(long position) {
    try {
      long word = word(position);
      RecordFormat.LONG.setRelease(map, 0, word);
      if ((int) RecordFormat.INT.getVolatile(map, 0) == (int) word) {
        return true;
      }
    } catch (InternalError gone) {
      return false;
    }
    Segment.provoke();
    return false;
  }

  /** Writes a position into a file that is not mapped. */
  static void write(Path path, long position) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES);
    RecordFormat.LONG.set(word, 0, word(position));
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(word, 0);
    }
  }

  /** Returns the position in a file; 0 if the file says none, and -1 if what it says is damaged. */
  static long read(Path path) {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES);
    try {
      if (!Files.exists(path)) {
        return 0;
      }
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.read(word, 0);
      }
    } catch (IOException e) {
      return -1;
    }
    long value = (long) RecordFormat.LONG.get(word, 0);
    long position = value >>> CHECK_BITS;
    return value == 0 ? 0 : word(position) == value ? position : -1;
  }

  private static long word(long position) {
    return position << CHECK_BITS | (RecordFormat.mark(position, 0) >>> 8 & 0xFFFF);
  }
}
