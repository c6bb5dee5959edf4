package io.audittrail.collector.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects JSON as UTF-8, for answers that are long and are made of parts that are JSON already.
 * Strings are escaped as {@link WireJson#write} does it. Not safe for use by several threads.
 */
public final class JsonOutput {
  /** The ASCII characters that a JSON string holds as they are. */
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    Arrays.fill(PLAIN, 0x20, PLAIN.length, true);
    PLAIN['"'] = false;
    PLAIN['\\'] = false;
  }

  private byte[] bytes;
  private int length;

  /** Makes an empty output that has room for some bytes before it grows. */
  public JsonOutput(int capacity) {
    this.bytes = new byte[Math.max(capacity, 16)];
  }

  /** Forgets what was written, and returns this output, which keeps its room. */
  public JsonOutput clear() {
    length = 0;
    return this;
  }

  /** Returns what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Writes one ASCII character. */
  public JsonOutput raw(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Writes bytes that are JSON already. */
  public JsonOutput raw(byte[] json) {
    return raw(json, 0, json.length);
  }

  /** Writes some bytes that are JSON already. */
  public JsonOutput raw(byte[] json, int from, int until) {
    reserve(until - from);
    System.arraycopy(json, from, bytes, length, until - from);
    length += until - from;
    return this;
  }

  /** Writes text that is JSON already. */
  public JsonOutput raw(String json) {
    int count = json.length();
    reserve(count);
    byte[] to = bytes;
    for (int i = 0; i < count; i++) {
      char c = json.charAt(i);
      if (c >= PLAIN.length) {
        return raw(json.getBytes(StandardCharsets.UTF_8));
      }
      to[length + i] = (byte) c;
    }
    length += count;
    return this;
  }

  /** Writes a string, which is well-formed, with its quotes. */
  public JsonOutput string(String value) {
    int count = value.length();
    reserve(count + 2);
    byte[] to = bytes;
    int at = length;
    to[at++] = '"';
    for (int i = 0; i < count; i++) {
      char c = value.charAt(i);
      if (c >= PLAIN.length || !PLAIN[c]) {
        return otherString(value);
      }
      to[at++] = (byte) c;
    }
    to[at++] = '"';
    length = at;
    return this;
  }

  private JsonOutput otherString(String value) {
    if (value.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
      return raw(WireJson.write(json -> json.writeString(value)));
    }
    return raw('"').raw(JsonStringEncoder.getInstance().quoteAsUTF8(value)).raw('"');
  }

  /** Writes the bracket that ends a list or an object, instead of a comma behind its last part. */
  public JsonOutput end(char bracket) {
    if (length > 0 && bytes[length - 1] == ',') {
      length--;
    }
    return raw(bracket);
  }

  /** Returns how many bytes were written. */
  public int length() {
    return length;
  }

  /** Writes once more what was written between two lengths. */
  public JsonOutput again(int from, int until) {
    return raw(bytes, from, until);
  }

  /** Writes a whole number. */
  public JsonOutput number(long value) {
    return raw(Long.toString(value));
  }

  /** Writes the last digits of a number of at least 0, with zeros in front if it has fewer. */
  JsonOutput digits(int value, int count) {
    reserve(count);
    int rest = value;
    for (int at = length + count - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
    return this;
  }

  /** Returns what was written as text. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }
}
