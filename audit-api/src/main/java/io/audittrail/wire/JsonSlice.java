package io.audittrail.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A piece of JSON inside of a larger array; equal to every piece with the same bytes. */
final class JsonSlice {
  private final byte[] array;
  private final int from;
  private final int length;

  JsonSlice(byte[] array, int from, int length) {
    this.array = array;
    this.from = from;
    this.length = length;
  }

  void appendTo(JsonBuffer buffer) {
    buffer.raw(array, from, length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonSlice slice
        && Arrays.equals(
            array, from, from + length, slice.array, slice.from, slice.from + slice.length);
  }

  /** A checksum, which processors have an instruction for. */
  @Override
  public int hashCode() {
    CRC32C checksum = new CRC32C();
    checksum.update(array, from, length);
    return (int) checksum.getValue();
  }

  @Override
  public String toString() {
    return new String(array, from, length, UTF_8);
  }
}
