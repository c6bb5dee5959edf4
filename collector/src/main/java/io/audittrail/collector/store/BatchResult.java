package io.audittrail.collector.store;

import java.util.List;

/**
 * What became of the events of a batch, after the commit.
 *
 * @param stored how many are new
 * @param duplicates how many were there already with the same content
 * @param conflicts which ones were there already with other content, by their index in {@link
 *     IncomingBatch#events()}, ascending; what was there first stays
 * @param takenNumbers which ones were not there, but have the number of another event of their
 *     producer, by their index, ascending; they are not stored
 */
public record BatchResult(
    int stored, int duplicates, List<Integer> conflicts, List<Integer> takenNumbers) {
  /** A result without taken numbers. */
  public BatchResult(int stored, int duplicates, List<Integer> conflicts) {
    this(stored, duplicates, conflicts, List.of());
  }
}
