package io.audittrail.delivery.spool.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * How a segment looks: a header of 16 bytes, then records, each at a multiple of 16 bytes.
 *
 * <p>A record is its length's complement (4 bytes), which is written last and is negative, a
 * checksum (4), its position (8), and its bytes. Behind the last record stands a mark that is not
 * negative and that only the next position gives. Numbers are little-endian.
 *
 * <p>A position is used once in the life of a spool, and records are recycled only when they are
 * acknowledged. So a record of an earlier use of a segment shows itself by its position.
 */
final class RecordFormat {
  /** "ATSPOOL" and the version of the format. */
  static final long MAGIC = 0x01_4C4F_4F50_5354_41L;

  static final int HEADER_BYTES = 16;
  static final int RECORD_HEADER_BYTES = 16;
  static final int ALIGNMENT = 16;

  static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT_IN_ARRAY =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG_IN_ARRAY =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private RecordFormat() {}

  /** Returns what distinguishes the records of one spool from those of every other. */
  static long salt(String spoolId) {
    long salt = MIX;
    for (byte b : spoolId.getBytes(StandardCharsets.UTF_8)) {
      salt = mix(salt ^ b);
    }
    return salt;
  }

  /** Returns how many bytes a record takes in a segment. */
  static int sizeOf(int length) {
    return (RECORD_HEADER_BYTES + length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Returns the largest record that fits into a segment. */
  static int maxLength(int segmentBytes) {
    return segmentBytes - HEADER_BYTES - RECORD_HEADER_BYTES - ALIGNMENT;
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }

  /** Binds the checksum of bytes to the position and the spool. */
  static int bind(int checksum, long position, long salt) {
    return checksum ^ (int) (mix(position ^ salt) >>> 32);
  }

  /** Returns the mark behind the record before the given position. */
  static int mark(long position, long salt) {
    return ((int) mix(position ^ ~salt) & 0x7FFF_FFFF) | 1;
  }

  private static long mix(long value) {
    long mixed = value * MIX;
    mixed = (mixed ^ (mixed >>> 32)) * MIX;
    return mixed ^ (mixed >>> 29);
  }
}
