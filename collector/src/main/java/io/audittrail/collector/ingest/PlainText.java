package io.audittrail.collector.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads pieces of a body that have exactly the expected form, from left to right, eight bytes at a
 * time where it can; not safe for use by several threads.
 */
final class PlainText {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private final byte[] body;
  private final TextCache texts;
  private int at;
  private long hash;

  PlainText(byte[] body, TextCache texts) {
    this.body = body;
    this.texts = texts;
  }

  /** Says that something has not the expected form; always the same object, without a stack. */
  static final class OtherFormException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final OtherFormException THE_ONE = new OtherFormException();

    private OtherFormException() {
      super("another form", null, false, false);
    }
  }

  static OtherFormException otherForm() {
    return OtherFormException.THE_ONE;
  }

  /** Returns where the next byte is. */
  int at() {
    return at;
  }

  /** Returns whether the next byte is the given one. */
  boolean isAt(char expected) {
    return at < body.length && body[at] == expected;
  }

  /** Passes by the given byte if it is the next one; returns whether it is. */
  boolean take(char expected) {
    boolean there = isAt(expected);
    at += there ? 1 : 0;
    return there;
  }

  /** Returns whether the next bytes are the given ones. */
  boolean isAt(byte[] expected) {
    int end = at + expected.length;
    return end <= body.length && Arrays.equals(body, at, end, expected, 0, expected.length);
  }

  /** Passes by the given bytes if they are the next ones; returns whether they are. */
  boolean take(byte[] expected) {
    boolean there = isAt(expected);
    at += there ? expected.length : 0;
    return there;
  }

  /** Passes by the given byte. */
  void expect(char expected) {
    if (!take(expected)) {
      throw otherForm();
    }
  }

  /** Passes by the given bytes. */
  void expect(byte[] expected) {
    if (!take(expected)) {
      throw otherForm();
    }
  }

  /** Reads a text up to and with the quote at its end, one that comes again and again. */
  String text(int longest) {
    int from = at;
    int end = pass();
    if (end == from || end - from > longest) {
      throw otherForm();
    }
    return texts.text(body, from, end, hash);
  }

  /** Passes by a text and the quote at its end; returns where the quote is. */
  int pass() {
    long mixed = 0;
    for (int from = at; ; from += Long.BYTES) {
      long word = word(from);
      long special = special(word);
      if (special != 0) {
        int bits = Long.numberOfTrailingZeros(special) & -Byte.SIZE;
        int end = from + bits / Byte.SIZE;
        if (end >= body.length || body[end] != '"') {
          throw otherForm();
        }
        hash = mix(mixed, word & ~(-1L << bits));
        at = end + 1;
        return end;
      }
      mixed = mix(mixed, word);
    }
  }

  private static long mix(long mixed, long word) {
    long product = (mixed ^ word) * FACTOR;
    return product ^ product >>> Integer.SIZE;
  }

  /** Returns eight bytes; zeros follow the end of the body. */
  private long word(int from) {
    if (from + Long.BYTES <= body.length) {
      return (long) WORD.get(body, from);
    }
    long word = 0;
    for (int i = body.length - 1; i >= from; i--) {
      word = word << Byte.SIZE | (body[i] & 0xFFL);
    }
    return word;
  }

  /**
   * Returns a word whose lowest bit is in the first byte that is a quote, a backslash, a control
   * character, or not ASCII; 0 if none is.
   */
  private static long special(long word) {
    long quote = word ^ ONES * '"';
    long backslash = word ^ ONES * '\\';
    long found = (quote - ONES) & ~quote;
    found |= (backslash - ONES) & ~backslash;
    found |= (word - ONES * ' ') & ~word;
    return (found | word) & HIGHS;
  }

  /** Reads a number of at least 1 and at most 16 digits. */
  long number() {
    int from = at;
    long value = 0;
    while (at < body.length && body[at] >= '0' && body[at] <= '9') {
      value = value * 10 + (body[at++] - '0');
    }
    if (at == from || at - from > 16 || body[from] == '0') {
      throw otherForm();
    }
    return value;
  }
}
