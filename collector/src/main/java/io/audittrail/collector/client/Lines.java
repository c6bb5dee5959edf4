package io.audittrail.collector.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines that end with a line feed and with nothing else: JSON may hold what other readers
 * take for the end of a line. For use by one thread.
 */
public final class Lines {
  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int limit;
  private boolean ended;
  private boolean cut;

  /** Makes a reader of lines of at most so many bytes. */
  public Lines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /**
   * Returns the next line without its line feed; null at the end. Of a line that is too long the
   * begin is returned.
   */
  public byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean any = false;
    cut = false;
    while (at < limit || fill()) {
      any = true;
      int end = at;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int room = maxBytes - line.size();
      cut |= end - at > room;
      line.write(buffer, at, Math.min(end - at, room));
      ended = end < limit;
      at = ended ? end + 1 : end;
      if (ended) {
        return line.toByteArray();
      }
    }
    return any ? line.toByteArray() : null;
  }

  /** Returns whether the last line was longer than allowed. */
  public boolean wasCut() {
    return cut;
  }

  /** Returns whether the last line ended with a line feed. */
  public boolean wasEnded() {
    return ended;
  }

  private boolean fill() throws IOException {
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
