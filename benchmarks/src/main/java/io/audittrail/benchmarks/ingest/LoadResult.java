package io.audittrail.benchmarks.ingest;

import java.util.List;

/**
 * What a load saw.
 *
 * @param seconds from the first request to the last acknowledgement
 * @param tenths how many events a second were acknowledged in each tenth of the load
 * @param millis50 the median of the time to an acknowledgement, in milliseconds, from when the
 *     request was due, the first tenth left out, in which the producers warm up
 * @param cpuMicros what an event cost the producers, in microseconds of a processor
 */
public record LoadResult(
    long events,
    double seconds,
    List<Double> tenths,
    double millis50,
    double millis99,
    double millisMax,
    double cpuMicros,
    long bodyBytes) {
  /** Copies the list. */
  public LoadResult {
    tenths = List.copyOf(tenths);
  }

  /** Returns how many events a second were acknowledged. */
  public double rate() {
    return events / seconds;
  }
}
