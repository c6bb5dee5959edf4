package io.audittrail.collector.store.content;

import io.audittrail.collector.store.EventRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes small numbers and texts in few bytes, into an array that grows and is used again; {@link
 * PackedReader} reads them. Not safe for use by several threads.
 */
final class PackedWriter {
  static final int UTF_8 = 0;
  static final int HEX = 1;
  static final int UUID = 2;
  static final int REFERENCE = 3;
  static final int FORM_BITS = 2;
  static final int UUID_LENGTH = 36;

  private final ContentChecksum checksum = new ContentChecksum();
  private byte[] bytes = new byte[256];
  private int length;

  PackedWriter reset() {
    length = 0;
    return this;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Writes a number of at least 0, seven bits a byte, the least significant first. */
  PackedWriter number(int value) {
    reserve(5);
    int rest = value;
    while (rest > 0x7F) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  PackedWriter raw(byte[] source) {
    reserve(source.length);
    System.arraycopy(source, 0, bytes, length, source.length);
    length += source.length;
    return this;
  }

  /** Writes a number of at least 0 that may be large. */
  PackedWriter largeNumber(long value) {
    reserve(10);
    long rest = value;
    while (rest > 0x7F) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  /** Writes four bytes, the most significant first. */
  PackedWriter int32(int value) {
    reserve(Integer.BYTES);
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Writes the checksum of what was written, see {@link ContentChecksum}. */
  PackedWriter checksum(EventRecord event, byte[] id) {
    return int32(checksum.of(bytes, length, event, id));
  }

  /** Writes a reference where a text may be. */
  PackedWriter reference(int reference) {
    return header(reference, REFERENCE);
  }

  /** Writes a text: its count of bytes and form, then the bytes. */
  PackedWriter text(String value) {
    if (isUuid(value)) {
      return header(16, UUID).hex(value);
    } else if (isHex(value)) {
      return header(value.length() / 2, HEX).hex(value);
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return header(utf8.length, UTF_8).raw(utf8);
  }

  private PackedWriter header(int count, int form) {
    return number(count << FORM_BITS | form);
  }

  private PackedWriter hex(String value) {
    reserve(value.length());
    int high = -1;
    for (int i = 0; i < value.length(); i++) {
      int digit = digit(value.charAt(i));
      if (digit >= 0 && high >= 0) {
        bytes[length++] = (byte) (high << 4 | digit);
        high = -1;
      } else if (digit >= 0) {
        high = digit;
      }
    }
    return this;
  }

  private static boolean isHex(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (digit(value.charAt(i)) < 0) {
        return false;
      }
    }
    return (value.length() & 1) == 0;
  }

  private static boolean isUuid(String value) {
    if (value.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = value.charAt(i);
      if (isDash(i) ? c != '-' : digit(c) < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isDash(int index) {
    return index == 8 || index == 13 || index == 18 || index == 23;
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }
}
