package io.audittrail.collector.store;

import io.audittrail.collector.store.producer.ProducerPage;
import io.audittrail.collector.store.producer.ProducerRequest;
import io.audittrail.event.Resource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events until an operator removes them, gives each a commit sequence number without gaps,
 * and reads them in order of (exact time, id).
 *
 * <p>Safe for use by any number of threads; readers never wait for the writer. {@code
 * EventStoreContract} is the promise in tests, for every implementation.
 */
public interface EventStore extends AutoCloseable {
  /**
   * Takes a batch to be stored. The future completes after the commit that makes the batch durable,
   * never before; batches of several callers share a commit. Once the future has completed, every
   * read sees the batch. It completes on a thread of the store, so what follows must be short or go
   * elsewhere ({@code …Async}).
   *
   * <p>The future completes exceptionally with {@link StoreUnavailableException} if the batch could
   * not be committed; then nothing of it is stored.
   *
   * @throws StoreBusyException at once, if the bytes that wait for the writer are over the bound
   * @throws IllegalArgumentException if an event's id is none; nothing of the batch is stored
   */
  CompletableFuture<BatchResult> append(IncomingBatch batch);

  /** Returns the sequence number of the last committed event; 0 if there is none. */
  long lastSequence();

  /**
   * Reads events in order of exact time, then id, or from the end of that order. A page may end
   * before the limit because its events are large, or because events that match are hard to find;
   * {@link EventPage#next()} says so. Each page of a walk comes further, so every walk ends.
   *
   * @throws StoreUnavailableException if the store cannot be read
   */
  EventPage page(PageRequest request);

  /**
   * Finds the events with an id, in ascending order. An id may have several, at different times. A
   * page may end before the limit, even empty, because the search takes long; {@link
   * EventPage#next()} says where to go on.
   *
   * @param request where to search; its filter and its order make no difference
   * @throws IllegalArgumentException if the text is no id of an event
   * @throws StoreUnavailableException if the store cannot be read
   */
  EventPage find(String id, PageRequest request);

  /**
   * Reads what was committed after a sequence number, in that order. A page may end before the
   * limit, even empty, because its events are large or those of the viewer are hard to find; the
   * next one begins after {@link SequencePage#through()}.
   *
   * @param viewer the tenant whose events to read; null for the events of all tenants
   * @param limit the most events to return, at least 1
   * @throws StoreUnavailableException if the store cannot be read
   */
  SequencePage follow(@Nullable String viewer, long after, int limit);

  /**
   * Counts events. Conditions on what the attributes say need every event that the others leave to
   * be read; nothing else does.
   *
   * @throws CountExceededException if the count is over one of its bounds
   * @throws StoreUnavailableException if the store cannot be read
   */
  EventCount count(CountQuery query);

  /**
   * Returns the current description of each of the given resources, in their order; null for those
   * that nobody described, or that the viewer may not see.
   *
   * @param viewer the tenant of a bound token, which is shown what belongs to its tenant alone;
   *     null for a token without a tenant
   * @throws StoreUnavailableException if the store cannot be read
   */
  List<@Nullable Resource> describe(Collection<Mention> mentions, @Nullable String viewer);

  /**
   * Reads which numbers of producers the store has seen, and which it misses. A page may end before
   * the limit, even empty, because producers that miss numbers are hard to find; {@link
   * ProducerPage#next()} says so.
   *
   * @throws StoreUnavailableException if the store cannot be read
   */
  ProducerPage producers(ProducerRequest request);

  /** Returns how the store is now; it costs no read of events. */
  StoreStatistics statistics();

  /** Finishes what was taken, then lets go of the files; what is appended later is refused. */
  @Override
  void close();
}
