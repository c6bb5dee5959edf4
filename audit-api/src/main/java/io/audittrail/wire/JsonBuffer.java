package io.audittrail.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8 into an array that grows and is used again; not safe for use by several
 * threads.
 *
 * <p>Most of an event is short ASCII, so characters are copied one by one until one needs more.
 */
final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_BYTES_PER_CHAR = 6; // \\u001f

  private byte[] bytes;
  private int length;

  JsonBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  void reset() {
    length = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  JsonBuffer raw(byte b) {
    reserve(1);
    bytes[length++] = b;
    return this;
  }

  JsonBuffer raw(byte[] ascii) {
    return raw(ascii, 0, ascii.length);
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

  JsonBuffer hex(long value) {
    reserve(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (value >>> shift) & 0xF];
    }
    return this;
  }

  /** Writes a time as {@code 2021-06-10T16:32:53.871023Z}, without quotes; years 1970 to 9999. */
  JsonBuffer time(long micros) {
    reserve(27);
    long seconds = micros / 1_000_000;
    date(seconds / 86_400);
    int ofDay = (int) (seconds % 86_400);
    bytes[length++] = 'T';
    digits(ofDay / 3_600, 2);
    bytes[length++] = ':';
    digits(ofDay / 60 % 60, 2);
    bytes[length++] = ':';
    digits(ofDay % 60, 2);
    bytes[length++] = '.';
    digits((int) (micros % 1_000_000), 6);
    bytes[length++] = 'Z';
    return this;
  }

  /**
   * The civil date of a day since 1970-01-01, in years that begin in March so that leap days end
   * one.
   */
  private void date(long epochDay) {
    int day = (int) epochDay + 719_468; // days since 0000-03-01
    int era = day / 146_097;
    int dayOfEra = day % 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    digits(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), 4);
    bytes[length++] = '-';
    digits(month, 2);
    bytes[length++] = '-';
    digits(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2);
  }

  private void digits(int value, int count) {
    int rest = value;
    for (int at = length + count - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  JsonBuffer string(String value) {
    int count = value.length();
    reserve(count * MAX_BYTES_PER_CHAR + 2);
    bytes[length++] = '"';
    for (int i = 0; i < count; i++) {
      char c = value.charAt(i);
      if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
        bytes[length++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < count
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        supplementary(Character.toCodePoint(c, value.charAt(++i)));
      } else {
        special(c);
      }
    }
    bytes[length++] = '"';
    return this;
  }

  private void special(char c) {
    if (c == '"' || c == '\\') {
      bytes[length++] = '\\';
      bytes[length++] = (byte) c;
    } else if (c < 0x20) {
      control(c);
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | c >> 6);
      bytes[length++] = (byte) (0x80 | c & 0x3F);
    } else {
      // Half of a surrogate pair has no UTF-8; it is shown as the replacement character.
      char shown = Character.isSurrogate(c) ? '\uFFFD' : c;
      bytes[length++] = (byte) (0xE0 | shown >> 12);
      bytes[length++] = (byte) (0x80 | shown >> 6 & 0x3F);
      bytes[length++] = (byte) (0x80 | shown & 0x3F);
    }
  }

  private void control(char c) {
    bytes[length++] = '\\';
    switch (c) {
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 0xF];
      }
    }
  }

  private void supplementary(int codePoint) {
    bytes[length++] = (byte) (0xF0 | codePoint >> 18);
    bytes[length++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
    bytes[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    bytes[length++] = (byte) (0x80 | codePoint & 0x3F);
  }

  JsonBuffer number(long value) {
    if (value >= 0 && value < 10) {
      return raw((byte) ('0' + value));
    }
    return ascii(Long.toString(value));
  }

  JsonBuffer ascii(String value) {
    int count = value.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) value.charAt(i);
    }
    return this;
  }

  /**
   * Writes a string, boolean, number, null, or a list or map of those; frozen, so finite and sane.
   */
  JsonBuffer value(@Nullable Object value) {
    if (value instanceof String string) {
      return string(string);
    } else if (value instanceof Long || value instanceof Integer) {
      return number(((Number) value).longValue());
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    } else if (value instanceof Iterable<?> list) {
      return array(list);
    }
    return ascii(
        String.valueOf(value)); // the text of other numbers, of booleans and of null is JSON
  }

  private JsonBuffer object(Map<?, ?> map) {
    raw((byte) '{');
    for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        entries.hasNext(); ) {
      Map.Entry<?, ?> entry = entries.next();
      string(String.valueOf(entry.getKey())).raw((byte) ':').value(entry.getValue());
      if (entries.hasNext()) {
        raw((byte) ',');
      }
    }
    return raw((byte) '}');
  }

  private JsonBuffer array(Iterable<?> list) {
    raw((byte) '[');
    for (Iterator<?> elements = list.iterator(); elements.hasNext(); ) {
      value(elements.next());
      if (elements.hasNext()) {
        raw((byte) ',');
      }
    }
    return raw((byte) ']');
  }

  private void reserve(int count) {
    int needed = length + count;
    if (needed - bytes.length > 0) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }
}
