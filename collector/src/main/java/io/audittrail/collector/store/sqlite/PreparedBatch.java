package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.IncomingBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A batch that waits for the writer.
 *
 * @param future completes after the commit
 */
record PreparedBatch(
    IncomingBatch batch, List<PreparedEvent> events, CompletableFuture<BatchResult> future) {

  /** Prepares what can be prepared on the caller's thread. */
  static PreparedBatch of(IncomingBatch batch) {
    List<PreparedEvent> events = new ArrayList<>(batch.events().size());
    for (EventRecord event : batch.events()) {
      events.add(PreparedEvent.of(event));
    }
    return new PreparedBatch(batch, events, new CompletableFuture<>());
  }

  int bytes() {
    return batch.bytes();
  }
}
