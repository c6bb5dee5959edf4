package io.audittrail.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8 into an array that grows and is used again; not safe for use by several
 * threads.
 *
 * <p>The loops work on local variables: the compiler does not keep fields in registers across
 * writes into an array.
 */
final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Eight characters at once, the first in the lowest byte, or eight digits, it in the highest. */
  private static final VarHandle CHARACTERS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle DIGITS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** A number in each of eight bytes is the number times this. */
  private static final long IN_EACH_BYTE = 0x0101_0101_0101_0101L;

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** Stands for half of a surrogate pair, which has no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final int MAX_BYTES_PER_CHAR = 6; // \\u001f

  /** The ASCII characters that a JSON string holds as they are. */
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    Arrays.fill(PLAIN, 0x20, PLAIN.length, true);
    PLAIN['"'] = false;
    PLAIN['\\'] = false;
  }

  private byte[] bytes;
  private int length;

  JsonBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  /** Returns the array itself, which begins with what was written. */
  byte[] bytes() {
    return bytes;
  }

  int capacity() {
    return bytes.length;
  }

  void reset() {
    length = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  JsonBuffer raw(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  JsonBuffer raw(byte[] json) {
    return raw(json, 0, json.length);
  }

  JsonBuffer raw(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Writes four bytes, the most significant first. */
  JsonBuffer int32(int value) {
    reserve(Integer.BYTES);
    length += Integer.BYTES;
    setInt32(length - Integer.BYTES, value);
    return this;
  }

  void setInt32(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  /** Writes 16 hexadecimal digits, without quotes. */
  JsonBuffer hex(long value) {
    reserve(16);
    DIGITS.set(bytes, length, digits(value >>> Integer.SIZE));
    DIGITS.set(bytes, length + 8, digits(value & 0xFFFF_FFFFL));
    length += 16;
    return this;
  }

  /** Spreads 32 bits over eight bytes, four to each, and makes digits of them. */
  private static long digits(long value) {
    long fours = (value | value << 16) & 0x0000_FFFF_0000_FFFFL;
    fours = (fours | fours << 8) & 0x00FF_00FF_00FF_00FFL;
    fours = (fours | fours << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
    long letters = (fours + 6 * IN_EACH_BYTE) >>> 4 & IN_EACH_BYTE;
    return fours + '0' * IN_EACH_BYTE + ('a' - 10 - '0') * letters;
  }

  /** Writes a text that is ASCII and needs no escapes, without quotes. */
  @SuppressWarnings("deprecation") // it takes the lower byte of each character: all that ASCII has
  JsonBuffer ascii(String value) {
    int count = value.length();
    reserve(count);
    value.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  /** Takes the last byte back. */
  JsonBuffer dropLast() {
    length--;
    return this;
  }

  JsonBuffer string(String value) {
    int count = value.length();
    reserve(count + 2);
    bytes[length++] = '"';
    if (count < 8) {
      return otherString(value, 0);
    }
    byte[] to = bytes;
    int at = length;
    int last = count - 8; // may overlap the eight before
    for (int i = 0; i < count; i += 8) {
      int from = Math.min(i, last);
      long eight = eightPlain(value, from);
      if (eight == 0) {
        length = at + from;
        return otherString(value, from);
      }
      CHARACTERS.set(to, at + from, eight);
    }
    to[at + count] = '"';
    length = at + count + 1;
    return this;
  }

  /** Returns eight characters from the given one on; 0 if one of them is not plain. */
  private static long eightPlain(String value, int from) {
    long eight = 0;
    int all = 0;
    for (int i = 0; i < 8; i++) {
      int c = value.charAt(from + i);
      all |= c;
      eight |= (long) c << i * Byte.SIZE;
    }
    if (all >= PLAIN.length) {
      return 0;
    }
    long quote = (eight ^ '"' * IN_EACH_BYTE) - IN_EACH_BYTE;
    long backslash = (eight ^ '\\' * IN_EACH_BYTE) - IN_EACH_BYTE;
    long control = eight - ' ' * IN_EACH_BYTE;
    return ((quote | backslash | control) & HIGH_BITS) == 0 ? eight : 0;
  }

  /** Writes the end of a string whatever it has, from the given character on. */
  private JsonBuffer otherString(String value, int from) {
    int count = value.length();
    reserve((count - from) * MAX_BYTES_PER_CHAR + 1);
    byte[] to = bytes;
    int at = length;
    for (int i = from; i < count; i++) {
      char c = value.charAt(i);
      if (c < PLAIN.length) {
        at = PLAIN[c] ? oneByte(c, to, at) : escape(c, to, at);
      } else if (c < 0x800) {
        at = twoBytes(c, to, at);
      } else if (!Character.isSurrogate(c)) {
        at = threeBytes(c, to, at);
      } else if (i + 1 < count && Character.isSurrogatePair(c, value.charAt(i + 1))) {
        at = fourBytes(Character.toCodePoint(c, value.charAt(++i)), to, at);
      } else {
        at = threeBytes(REPLACEMENT, to, at);
      }
    }
    to[at++] = '"';
    length = at;
    return this;
  }

  private static int escape(char c, byte[] to, int start) {
    int at = oneByte('\\', to, start);
    return switch (c) {
      case '"', '\\' -> oneByte(c, to, at);
      case '\n' -> oneByte('n', to, at);
      case '\r' -> oneByte('r', to, at);
      case '\t' -> oneByte('t', to, at);
      default -> {
        at = oneByte('u', to, at);
        at = twoHex(0, to, at);
        yield twoHex(c, to, at);
      }
    };
  }

  private static int twoHex(int value, byte[] to, int at) {
    to[at] = HEX[value >> 4];
    to[at + 1] = HEX[value & 0xF];
    return at + 2;
  }

  private static int oneByte(int c, byte[] to, int at) {
    to[at] = (byte) c;
    return at + 1;
  }

  private static int twoBytes(int c, byte[] to, int at) {
    to[at] = (byte) (0xC0 | (c >> 6));
    to[at + 1] = (byte) (0x80 | (c & 0x3F));
    return at + 2;
  }

  private static int threeBytes(int c, byte[] to, int at) {
    to[at] = (byte) (0xE0 | (c >> 12));
    to[at + 1] = (byte) (0x80 | ((c >> 6) & 0x3F));
    to[at + 2] = (byte) (0x80 | (c & 0x3F));
    return at + 3;
  }

  private static int fourBytes(int c, byte[] to, int at) {
    to[at] = (byte) (0xF0 | (c >> 18));
    to[at + 1] = (byte) (0x80 | ((c >> 12) & 0x3F));
    to[at + 2] = (byte) (0x80 | ((c >> 6) & 0x3F));
    to[at + 3] = (byte) (0x80 | (c & 0x3F));
    return at + 4;
  }

  JsonBuffer number(long value) {
    return value >= 0 && value < 10 ? raw((char) ('0' + value)) : ascii(Long.toString(value));
  }

  /**
   * Writes a string, boolean, number, null, or a list or map of those; frozen, so finite and sane.
   */
  JsonBuffer value(@Nullable Object value) {
    if (value instanceof String string) {
      return string(string);
    } else if (value instanceof Long || value instanceof Integer) {
      return number(((Number) value).longValue());
    } else if (value instanceof List<?> list) {
      return array(list);
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    return ascii(
        String.valueOf(value)); // the text of other numbers, of booleans and of null is JSON
  }

  private JsonBuffer object(Map<?, ?> map) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      raw(separator).string((String) entry.getKey()).raw(':').value(entry.getValue());
      separator = ',';
    }
    return separator == '{' ? raw('{').raw('}') : raw('}');
  }

  private JsonBuffer array(List<?> list) {
    raw('[');
    for (int i = 0, size = list.size(); i < size; i++) {
      value(list.get(i));
      if (i < size - 1) {
        raw(',');
      }
    }
    return raw(']');
  }

  /** Writes a list of strings; by index, because an iterator is garbage. */
  JsonBuffer strings(List<String> list) {
    raw('[');
    for (int i = 0, size = list.size(); i < size; i++) {
      string(list.get(i));
      if (i < size - 1) {
        raw(',');
      }
    }
    return raw(']');
  }

  private void reserve(int count) {
    int needed = length + count;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }
}
