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

  /** Two hexadecimal digits at once: how they are written, and what for each byte. */
  private static final VarHandle HEX_PAIR =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final short[] HEX_PAIRS = new short[0x100];

  /** Stands for half of a surrogate pair, which has no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final int MAX_BYTES_PER_CHAR = 6; // \\u001f

  /** The ASCII characters that a JSON string holds as they are. */
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    Arrays.fill(PLAIN, 0x20, PLAIN.length, true);
    PLAIN['"'] = false;
    PLAIN['\\'] = false;
    for (int i = 0; i < HEX_PAIRS.length; i++) {
      HEX_PAIRS[i] = (short) ((HEX[i >> 4] << 8) | HEX[i & 0xF]);
    }
  }

  private byte[] bytes;
  private int length;

  JsonBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  int length() {
    return length;
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
    byte[] to = bytes;
    int at = length;
    for (int shift = 56; shift >= 0; shift -= 8, at += 2) {
      HEX_PAIR.set(to, at, HEX_PAIRS[(int) (value >>> shift) & 0xFF]);
    }
    length = at;
    return this;
  }

  /** Writes a text that is ASCII and needs no escapes, without quotes. */
  JsonBuffer ascii(String value) {
    int count = value.length();
    reserve(count);
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < count; i++) {
      to[at + i] = (byte) value.charAt(i);
    }
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
    byte[] to = bytes;
    int at = length;
    to[at++] = '"';
    for (int i = 0; i < count; i++) {
      char c = value.charAt(i);
      if (c >= PLAIN.length || !PLAIN[c]) {
        length = at;
        return otherString(value, i);
      }
      to[at++] = (byte) c;
    }
    to[at++] = '"';
    length = at;
    return this;
  }

  /** Writes the end of a string that has more than plain characters, from the given one on. */
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
        HEX_PAIR.set(to, at, HEX_PAIRS[0]);
        HEX_PAIR.set(to, at + 2, HEX_PAIRS[c]);
        yield at + 4;
      }
    };
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
