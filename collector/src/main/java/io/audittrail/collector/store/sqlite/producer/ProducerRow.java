package io.audittrail.collector.store.sqlite.producer;

import org.jspecify.annotations.Nullable;

/** What the file says about a producer, and what the batch at hand makes of it. */
final class ProducerRow {
  final long id;
  @Nullable Long end;
  @Nullable Long endedMicros;
  long lowest;
  long highest;
  long seen;
  long refused;
  long conflicts;

  ProducerRow(long id) {
    this.id = id;
  }

  /** Counts a number that was not seen before. */
  void see(long number) {
    see(number, number);
  }

  /** Counts the numbers from the first to the last given one, none of which was seen before. */
  void see(long first, long last) {
    lowest = seen == 0 ? first : Math.min(lowest, first);
    highest = Math.max(highest, last);
    seen += last - first + 1;
  }

  /** Keeps the highest number that was reported as the last one. */
  void end(long number, long nowMicros) {
    if (end == null || number > end) {
      end = number;
      endedMicros = nowMicros;
    }
  }
}
