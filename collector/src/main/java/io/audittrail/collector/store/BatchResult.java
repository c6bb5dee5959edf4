package io.audittrail.collector.store;

import java.util.List;

/**
 * What became of the events of a batch, after the commit.
 *
 * @param stored how many are new
 * @param duplicates how many were there already with the same content
 * @param conflicts which ones were there already with other content, by their index in {@link
 *     IncomingBatch#events()}, ascending; what was there first stays
 */
public record BatchResult(int stored, int duplicates, List<Integer> conflicts) {}
