package io.audittrail.delivery.send;

import io.audittrail.delivery.spool.BatchLimits;
import io.audittrail.wire.IngestBody;
import java.time.Duration;
import java.util.List;

/**
 * How large the next batch is: as large as is set, or smaller for a while after the collector said
 * that one was too large. Not safe for use by several threads.
 */
final class BatchSize {
  private static final long SMALLER_NANOS = Duration.ofMinutes(10).toNanos();

  private final BatchLimits limits;
  private int maxBytes;
  private long smallerSinceNanos;

  BatchSize(BatchLimits limits) {
    this.limits = limits;
    this.maxBytes = limits.bytes();
  }

  int maxEvents() {
    return limits.events();
  }

  int maxBytes() {
    if (maxBytes < limits.bytes() && System.nanoTime() - smallerSinceNanos > SMALLER_NANOS) {
      maxBytes = limits.bytes();
    }
    return maxBytes;
  }

  /** Returns how many of the records fit into a request with their numbers, at least one. */
  int fitting(List<byte[]> records, String producer) {
    int each = IngestBody.bytesOfNumber(producer);
    int count = 0;
    for (long bytes = 0; count < records.size(); count++) {
      bytes += records.get(count).length + each;
      if (bytes > limits.bytes() && count > 0) {
        break;
      }
    }
    return count;
  }

  /** Makes batches half as large as the given records together, for ten minutes. */
  void shrink(List<byte[]> tooLarge) {
    int bytes = tooLarge.stream().mapToInt(record -> record.length).sum();
    maxBytes = Math.max(1, Math.min(maxBytes, bytes / 2));
    smallerSinceNanos = System.nanoTime();
  }
}
