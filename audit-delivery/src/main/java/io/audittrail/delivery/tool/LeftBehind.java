package io.audittrail.delivery.tool;

import io.audittrail.delivery.send.BodyPost;
import io.audittrail.delivery.send.BodyPost.BatchOutcome;
import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.file.Orphan;
import io.audittrail.wire.Numbering;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts what waits in the spool of a process that has ended: in order, with its numbers, each
 * record until the collector has it or refuses it for good. It stops at the first trouble.
 */
final class LeftBehind {
  private static final int BATCH_EVENTS = 1_000;
  private static final int BATCH_BYTES = 1 << 20;

  private final Orphan orphan;
  private final BodyPost post;
  private int stored;
  private int refused;
  private @Nullable String trouble;

  LeftBehind(Orphan orphan, BodyPost post) {
    this.orphan = orphan;
    this.post = post;
  }

  /** Posts everything, and gives the spool up. */
  void send() throws InterruptedException {
    boolean drained = false;
    try {
      Batch batch = orphan.read(BATCH_EVENTS, BATCH_BYTES);
      while (!batch.isEmpty() && send(batch)) {
        batch = orphan.read(BATCH_EVENTS, BATCH_BYTES);
      }
      drained = trouble == null && (!orphan.hasNumbers() || reportEnd());
    } finally {
      if (drained) {
        orphan.reported();
      } else {
        orphan.release();
      }
    }
  }

  private boolean send(Batch batch) throws InterruptedException {
    int done = 0;
    int size = batch.size();
    while (done < batch.size()) {
      List<byte[]> piece =
          batch.records().subList(done, Math.min(batch.size(), done + Math.max(1, size)));
      long start = batch.start() + done;
      BatchOutcome outcome = post.post(piece, new Numbering(orphan.producer(), start + 1, false));
      if (!outcome.done() && !outcome.divisible()) {
        trouble = outcome.message();
        return false;
      }
      if (outcome.done()) {
        outcome
            .refused()
            .forEach((index, reason) -> orphan.setAside(start + index, piece.get(index), reason));
        refused += outcome.refused().size();
        stored += piece.size() - outcome.refused().size();
        orphan.acknowledge(start + piece.size());
        done += piece.size();
      }
      size = outcome.done() ? piece.size() * 2 : piece.size() / 2;
    }
    return true;
  }

  private boolean reportEnd() throws InterruptedException {
    BatchOutcome outcome =
        post.post(List.of(), new Numbering(orphan.producer(), orphan.end() + 1, true));
    trouble = outcome.done() ? null : outcome.message();
    return outcome.done();
  }

  /** Returns how many records the collector has now. */
  int stored() {
    return stored;
  }

  /** Returns how many records it refused, which are dead letters now. */
  int refused() {
    return refused;
  }

  /** Returns what ended it before everything was sent; null if nothing did. */
  @Nullable String trouble() {
    return trouble;
  }
}
