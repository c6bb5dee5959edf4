package io.audittrail.collector.store.sqlite.index;

import java.util.Arrays;

/** A place in the order of all events, with the sequence number of the event that is there. */
@SuppressWarnings("ArrayRecordComponent") // compared by compareTo alone
public record Posting(long micros, byte[] id, long sequence) implements Comparable<Posting> {
  @Override
  public int compareTo(Posting other) {
    int byTime = Long.compare(micros, other.micros);
    return byTime != 0 ? byTime : Arrays.compareUnsigned(id, other.id);
  }
}
