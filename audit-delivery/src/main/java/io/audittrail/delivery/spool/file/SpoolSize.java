package io.audittrail.delivery.spool.file;

/**
 * How large a spool's files are.
 *
 * @param segmentBytes the size of a segment, a multiple of 16
 * @param maxSegments how many segments there are at most
 */
record SpoolSize(int segmentBytes, int maxSegments) {
  private static final int MIN_SEGMENT_BYTES = 1 << 20;
  private static final int MAX_SEGMENT_BYTES = 4 << 20;

  /** A spool that is full has about as many segments as this. */
  private static final int SEGMENTS = 128;

  private static final int PAGE_BYTES = 4096;

  /** Returns the size of a spool of at most the given bytes, at least 1 MiB. */
  static SpoolSize of(long bytes) {
    long segment =
        Math.min(MAX_SEGMENT_BYTES, Math.max(MIN_SEGMENT_BYTES, bytes / SEGMENTS)) & -PAGE_BYTES;
    return new SpoolSize((int) segment, (int) Math.max(1, bytes / segment));
  }
}
