package io.audittrail.collector.query.answer;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.collector.access.Token;
import io.audittrail.collector.http.PacedLog;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.IncomingBatch;
import io.audittrail.collector.store.StoreBusyException;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.event.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Records that somebody read events, as an {@code audit_event_query} event in the store itself.
 *
 * <p>What the store does not take, such as on a full disk, is kept in memory and tried again every
 * second; when too much is kept, reads are refused. Safe for use by any thread.
 */
public final class ReadRecorder {
  private static final PacedLog LOG = new PacedLog(LoggerFactory.getLogger(ReadRecorder.class));
  private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  private static final Executor SOON = ForkJoinPool.commonPool();

  /** What an event takes in memory beside its attributes. */
  private static final int BASE_BYTES = 512;

  /** What is kept at most, but for reads that are being recorded at the same time. */
  private static final int MOST_KEPT_BYTES = 1024 * 1024;

  private final EventStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<IncomingBatch> kept = new ArrayDeque<>();
  private int keptBytes;

  /** Makes a recorder that fills the given store. */
  public ReadRecorder(EventStore store) {
    this.store = store;
  }

  /**
   * Hands the record of a read to the next commit, without waiting for it.
   *
   * @param members writes the members of the event's attributes
   * @return the id of the event
   * @throws io.audittrail.collector.store.StoreBusyException if too much waits for the writer: then
   *     the read must not be answered
   * @throws StoreUnavailableException if too much could not be recorded before
   */
  public String record(Token token, WireJson.Writer members) {
    requireRoom();
    AuditEvent event =
        AuditEvent.of(DocumentedEventType.AUDIT_EVENT_QUERY)
            .actor(token.actorUser(), token.actorTenant())
            .build();
    String attributes = attributes(members);
    EventRecord record =
        new EventRecord(
            event.id(),
            event.type().wireName(),
            event.occurredAtMicros(),
            token.actorUser(),
            token.actorTenant(),
            Map.of(),
            attributes);
    IncomingBatch batch =
        new IncomingBatch(
            List.of(record), List.of(), token.tenant(), BASE_BYTES + attributes.length());
    store.append(batch).whenComplete((stored, failure) -> keepIf(failure, batch));
    return event.id();
  }

  private void requireRoom() {
    lock.lock();
    try {
      if (keptBytes > MOST_KEPT_BYTES) {
        throw new StoreUnavailableException(
            "the last " + kept.size() + " reads could not be recorded", null);
      }
    } finally {
      lock.unlock();
    }
  }

  private void keepIf(@Nullable Throwable failure, IncomingBatch batch) {
    if (failure == null) {
      return;
    }
    LOG.warn("a query could not be recorded and is kept in memory", failure);
    lock.lock();
    try {
      kept.add(batch);
      keptBytes += batch.bytes();
      if (kept.size() == 1) {
        LATER.execute(this::tryAgain);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Records the first of what is kept, and what comes behind it if that works. */
  private void tryAgain() {
    IncomingBatch first;
    lock.lock();
    try {
      first = kept.element();
    } finally {
      lock.unlock();
    }
    try {
      store.append(first).whenComplete((stored, failure) -> tried(first, failure));
    } catch (StoreBusyException e) {
      LATER.execute(this::tryAgain);
    }
  }

  private void tried(IncomingBatch first, @Nullable Throwable failure) {
    lock.lock();
    try {
      if (failure == null) {
        kept.remove();
        keptBytes -= first.bytes();
      }
      if (!kept.isEmpty()) {
        (failure == null ? SOON : LATER).execute(this::tryAgain);
      }
    } finally {
      lock.unlock();
    }
  }

  private static String attributes(WireJson.Writer members) {
    byte[] object =
        WireJson.write(
            json -> {
              json.writeStartObject();
              members.write(json);
              json.writeEndObject();
            });
    return new String(object, 1, object.length - 2, StandardCharsets.UTF_8);
  }
}
