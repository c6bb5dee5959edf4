package io.audittrail.collector.http;

import io.audittrail.collector.endpoint.Refusal;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes of a body, bounded in length; room is taken from the budget as bytes come, never just
 * because they are announced.
 */
final class BodyBuffer {
  private static final int FIRST_BYTES = 1_024;

  /** An announcement is believed up to so many times what has come. */
  private static final int BELIEVED = 8;

  private final int maxBytes;
  private final long likelyBytes;
  private final ByteBudget.Share share;
  private byte[] bytes = new byte[0];
  private int length;

  /**
   * Makes an empty buffer.
   *
   * @param likelyBytes how many bytes will come; negative if that is not known
   */
  BodyBuffer(int maxBytes, long likelyBytes, ByteBudget.Share share) {
    this.maxBytes = maxBytes;
    this.likelyBytes = likelyBytes;
    this.share = share;
  }

  /**
   * Adds bytes.
   *
   * @throws Refusal with 413 if the body is longer than allowed, with 503 if the budget is used up
   */
  void append(ByteBuffer piece) {
    int more = piece.remaining();
    if (length + (long) more > maxBytes) {
      throw ContentRules.tooLong(maxBytes);
    }
    reserve(length + more);
    piece.get(bytes, length, more);
    length += more;
  }

  /** Returns the bytes, without a copy where that is possible. */
  byte[] toByteArray() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private void reserve(int needed) {
    if (needed <= bytes.length) {
      return;
    }
    long likely = likelyBytes >= needed ? Math.min(likelyBytes, (long) needed * BELIEVED) : 0;
    int usual = Math.max(FIRST_BYTES, bytes.length * 2);
    int grown = (int) Math.min(maxBytes, Math.max(needed, likely > 0 ? likely : usual));
    share.take(grown - bytes.length);
    bytes = Arrays.copyOf(bytes, grown);
  }
}
