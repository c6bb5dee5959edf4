package io.audittrail.delivery.spool;

import java.util.List;

/**
 * Records that follow each other in a spool.
 *
 * @param start the position of the first
 * @param records the records, not to be changed
 */
public record Batch(long start, List<byte[]> records) {
  /** Makes a batch of a copy of the list. */
  public Batch {
    records = List.copyOf(records);
  }

  /** Returns the position behind the last record. */
  public long end() {
    return start + records.size();
  }

  /** Returns how many records there are. */
  public int size() {
    return records.size();
  }

  /** Returns whether there are no records. */
  public boolean isEmpty() {
    return records.isEmpty();
  }
}
