package io.audittrail.collector.store.sqlite.run;

import java.util.Arrays;

/** Collects numbers, each in as few bytes as it needs: seven bits a byte, the lowest first. */
final class Varints {
  private byte[] bytes = new byte[1_024];
  private int length;

  int length() {
    return length;
  }

  /** Adds a number of at least 0. */
  void add(long value) {
    if (bytes.length - length < 10) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    long rest = value;
    while (rest > 0x7F) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Adds a number that may be below 0; one that is near to 0 takes few bytes. */
  void addSigned(long value) {
    add(value << 1 ^ value >> 63);
  }

  /** Returns what was collected, and begins again. */
  byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    length = 0;
    return taken;
  }

  /** Reads what was collected. */
  static final class Reader {
    private final byte[] bytes;
    private int position;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean isAtEnd() {
      return position == bytes.length;
    }

    long next() {
      long value = bytes[position++];
      if (value >= 0) {
        return value;
      }
      value &= 0x7F;
      for (int shift = 7; ; shift += 7) {
        byte next = bytes[position++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    long nextSigned() {
      long value = next();
      return value >>> 1 ^ -(value & 1);
    }
  }
}
