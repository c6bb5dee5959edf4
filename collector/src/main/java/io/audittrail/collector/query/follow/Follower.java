package io.audittrail.collector.query.follow;

import io.audittrail.collector.endpoint.AnswerStream;
import io.audittrail.collector.query.answer.PageWriter;
import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.SequencePage;
import io.audittrail.collector.store.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One who follows: every event after a sequence number, as it is committed, without an end. */
final class Follower implements AnswerStream {
  /** After how long without an event a heartbeat is sent. */
  static final long HEARTBEAT_MILLIS = 10_000;

  private static final int EVENTS_PER_READ = 200;
  private static final int PIECE_BYTES = 256 * 1024;
  private static final byte[] NOTHING = {};

  private final Followers followers;
  private final EventStore store;
  private final @Nullable String viewer;
  private final FollowForm form;
  private long after;

  /** Makes a follower, who holds a place until it is closed. */
  Follower(Followers followers, @Nullable String viewer, FollowForm form, long after) {
    this.followers = followers;
    this.store = followers.store();
    this.viewer = viewer;
    this.form = form;
    this.after = after;
  }

  @Override
  public CompletionStage<Piece> next() {
    return step(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HEARTBEAT_MILLIS));
  }

  private CompletionStage<Piece> step(long heartbeatNanos) {
    if (followers.isClosed()) {
      return CompletableFuture.completedStage(new Piece(NOTHING, true));
    }
    if (System.nanoTime() - heartbeatNanos >= 0) {
      return CompletableFuture.completedStage(
          new Piece(FollowForm.bytes(form.heartbeat(after)), false));
    }
    if (store.lastSequence() > after) {
      try {
        return CompletableFuture.supplyAsync(this::read, followers.executor())
            .thenCompose(
                bytes ->
                    bytes.length == 0
                        ? step(heartbeatNanos)
                        : CompletableFuture.completedStage(new Piece(bytes, false)));
      } catch (RejectedExecutionException e) {
        // Too many queries wait: what was committed is read a moment later.
      }
    }
    return followers.await(after, heartbeatNanos).thenCompose(woken -> step(heartbeatNanos));
  }

  /** Reads what comes next; nothing if what was looked at is nothing for this viewer. */
  private byte[] read() {
    SequencePage page = store.follow(viewer, after, EVENTS_PER_READ);
    List<SideTables> tables = SideTables.ofEach(page.events(), store, viewer);
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    for (int i = 0; i < page.events().size(); i++) {
      StoredEvent event = page.events().get(i);
      String json = new String(PageWriter.line(event, tables.get(i)), StandardCharsets.UTF_8);
      piece.writeBytes(FollowForm.bytes(form.event(event.sequence(), json)));
      after = event.sequence();
      if (piece.size() >= PIECE_BYTES) {
        return piece.toByteArray();
      }
    }
    after = page.through();
    return piece.toByteArray();
  }

  @Override
  public void close() {
    followers.leave();
  }
}
