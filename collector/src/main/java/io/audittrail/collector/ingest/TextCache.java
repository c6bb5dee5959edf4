package io.audittrail.collector.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives short texts that come again and again as the same objects: so they cost no memory, and a
 * map knows their hashes. Keeps a bounded number of them. Safe for use by several threads.
 */
final class TextCache {
  private static final int SLOT_BITS = 15;
  private static final int LONGEST = 64;

  /** Threads may see each other's entries late; those are complete whenever they are seen. */
  private final @Nullable Entry[] entries = new Entry[1 << SLOT_BITS];

  private static final class Entry {
    private final byte[] bytes;
    private final String text;

    Entry(byte[] bytes, String text) {
      this.bytes = bytes;
      this.text = text;
    }
  }

  /**
   * Returns the text that is in some bytes.
   *
   * @param source has the text, in ASCII, from one index up to another one
   * @param hash a number that is the same whenever the text is, and of which all bits depend on it
   */
  String text(byte[] source, int from, int to, long hash) {
    int slot = (int) (hash >>> (Long.SIZE - SLOT_BITS));
    Entry entry = entries[slot];
    if (entry != null && Arrays.equals(entry.bytes, 0, entry.bytes.length, source, from, to)) {
      return entry.text;
    }
    String text = new String(source, from, to - from, StandardCharsets.ISO_8859_1);
    if (to - from <= LONGEST) {
      entries[slot] = new Entry(Arrays.copyOfRange(source, from, to), text);
    }
    return text;
  }
}
