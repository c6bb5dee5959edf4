package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A part of a segment's file in memory, kept until another part is needed. */
final class SegmentWindow {
  private byte[] bytes = new byte[0];
  private @Nullable Segment segment;
  private int use;
  private int from;
  private int limit;

  /**
   * Makes the window hold at least the given part; less if the file is shorter.
   *
   * @throws IOException if the file cannot be read
   */
  void load(Segment wanted, int start, int end) throws IOException {
    boolean held = wanted == segment && use == wanted.use() && from <= start && from + limit == end;
    if (held) {
      return;
    }
    segment = null;
    if (bytes.length < end - start) {
      bytes = new byte[end - start];
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, end - start);
    try (FileChannel channel = FileChannel.open(wanted.path(), StandardOpenOption.READ)) {
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer, start + (long) buffer.position());
      }
    }
    from = start;
    limit = buffer.position();
    use = wanted.use();
    segment = wanted;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns the index in the window of a place in the file. */
  int indexOf(int offset) {
    return Math.min(limit, offset - from);
  }

  /** Returns the place in the file of an index in the window. */
  int offsetOf(int index) {
    return from + index;
  }

  int limit() {
    return limit;
  }

  /** Returns a copied part, with the place in the file where it begins. */
  Part part(int start, int end) {
    byte[] copy = new byte[end - start];
    System.arraycopy(bytes, start, copy, 0, copy.length);
    return new Part(from + start, copy);
  }

  /** Bytes of a file, and where they begin. */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(int offset, byte[] bytes) {}
}
