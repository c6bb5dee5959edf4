package io.audittrail.collector.store.content;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads what {@link PackedWriter} wrote; not safe for use by several threads. */
final class PackedReader {
  private static final HexFormat HEX = HexFormat.of();
  private static final int FORM_MASK = (1 << PackedWriter.FORM_BITS) - 1;

  private final byte[] bytes;
  private final int end;
  private int position;

  PackedReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  int number() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[position++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  long largeNumber() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** Returns whether a reference stands where a text may be, given its header. */
  static boolean isReference(int header) {
    return (header & FORM_MASK) == PackedWriter.REFERENCE;
  }

  /** Returns the reference of a header. */
  static int reference(int header) {
    return header >>> PackedWriter.FORM_BITS;
  }

  /** Reads the text behind a header. */
  String text(int header) {
    int start = position;
    position += header >>> PackedWriter.FORM_BITS;
    return switch (header & FORM_MASK) {
      case PackedWriter.UTF_8 -> new String(bytes, start, position - start, StandardCharsets.UTF_8);
      case PackedWriter.HEX -> HEX.formatHex(bytes, start, position);
      case PackedWriter.UUID -> uuid(HEX.formatHex(bytes, start, position));
      default -> throw new IllegalStateException("text has the unknown header " + header);
    };
  }

  /** Reads all that is left up to the end as UTF-8. */
  String rest() {
    String rest = new String(bytes, position, end - position, StandardCharsets.UTF_8);
    position = end;
    return rest;
  }

  private static String uuid(String digits) {
    StringBuilder uuid = new StringBuilder(PackedWriter.UUID_LENGTH);
    for (int i = 0; i < digits.length(); i++) {
      if (PackedWriter.isDash(uuid.length())) {
        uuid.append('-');
      }
      uuid.append(digits.charAt(i));
    }
    return uuid.toString();
  }
}
