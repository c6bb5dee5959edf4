package io.audittrail.collector.store.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes event ids in fewer bytes and in the same order: comparing two codes byte by byte, as
 * SQLite does, is comparing the ids.
 *
 * <p>Each character has a code of its own length that grows with the character and that no other
 * code begins with: 4 bits for most hexadecimal digits, 5 for {@code 0}, {@code a} and {@code f},
 * more for the rest. Every code contains a 1, so zeros that fill up the last byte are no character.
 * An id of 32 hexadecimal digits takes 17 bytes or so.
 *
 * <pre>
 * 0000 001 -       0000 01 .      0000 1 0      0001 1 … 1001 9
 * 1010 0 + 5 bits  A … Z and _    1010 1 a      1011 b … 1110 e
 * 1111 0 f         1111 1 + 5 bits g … z
 * </pre>
 */
public final class EventIdCode {
  private static final int[] CODES = new int[128];
  private static final int[] WIDTHS = new int[128];
  private static final int LONGEST = 10;

  /** The character whose code begins with so many bits; 0 if none does. */
  private static final byte[] BEGINS = new byte[1 << LONGEST];

  static {
    define('-', 0b0000_001, 7);
    define('.', 0b0000_01, 6);
    define('0', 0b0000_1, 5);
    for (char c = '1'; c <= '9'; c++) {
      define(c, c - '0', 4);
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      define(c, 0b1010_0_00000 | (c - 'A'), 10);
    }
    define('_', 0b1010_0_00000 | 26, 10);
    define('a', 0b1010_1, 5);
    for (char c = 'b'; c <= 'e'; c++) {
      define(c, 0b1011 + (c - 'b'), 4);
    }
    define('f', 0b1111_0, 5);
    for (char c = 'g'; c <= 'z'; c++) {
      define(c, 0b1111_1_00000 | (c - 'g'), 10);
    }
  }

  private EventIdCode() {}

  private static void define(char c, int code, int width) {
    CODES[c] = code;
    WIDTHS[c] = width;
    int rest = LONGEST - width;
    Arrays.fill(BEGINS, code << rest, (code + 1) << rest, (byte) c);
  }

  /**
   * Returns the code of an id.
   *
   * @throws IllegalArgumentException if the id does not match {@code [A-Za-z0-9_.-]+}
   */
  public static byte[] encode(String id) {
    byte[] code = new byte[(id.length() * 10 + 7) / 8];
    int length = 0;
    long bits = 0;
    int waiting = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= CODES.length || WIDTHS[c] == 0) {
        throw new IllegalArgumentException(
            "event id was \"" + id + "\", allowed is [A-Za-z0-9_.-]+");
      }
      bits = bits << WIDTHS[c] | CODES[c];
      waiting += WIDTHS[c];
      while (waiting >= 8) {
        waiting -= 8;
        code[length++] = (byte) (bits >>> waiting);
      }
    }
    if (waiting > 0) {
      code[length++] = (byte) (bits << (8 - waiting));
    }
    return Arrays.copyOf(code, length);
  }

  /** Returns the id that a code stands for. */
  public static String decode(byte[] code) {
    byte[] id = new byte[code.length * 2];
    int length = 0;
    int bits = 0;
    int available = 0;
    int next = 0;
    while (true) {
      while (available < LONGEST) { // zeros follow the last byte
        bits = bits << 8 | (next < code.length ? code[next] & 0xFF : 0);
        next++;
        available += 8;
      }
      int found = BEGINS[bits >>> (available - LONGEST) & (BEGINS.length - 1)];
      if (found == 0) {
        return new String(id, 0, length, StandardCharsets.ISO_8859_1);
      }
      id[length++] = (byte) found;
      available -= WIDTHS[found];
    }
  }
}
