package io.audittrail.collector.query.count;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.query.filter.QueryFilter;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.wire.WireJson;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * {@code POST /api/v1/audit_events/count}: counts the events of a filter, and records that it was
 * asked. What cannot be counted within the bounds is refused: no count is ever a part of the truth.
 */
public final class CountEndpoint implements Endpoint {
  /** The longest count. */
  static final long MAX_MILLIS = 20_000;

  /** Fewer than there are threads that read, so that queries are answered meanwhile. */
  private static final int MOST_AT_ONE_TIME = 2;

  private static final int EVENTS_PER_READ = 5_000;

  private final EventStore store;
  private final ReadRecorder recorder;
  private final Executor executor;
  private final Semaphore places = new Semaphore(MOST_AT_ONE_TIME);

  /**
   * Makes an endpoint.
   *
   * @param executor on whose threads the store is read; it may refuse
   */
  public CountEndpoint(EventStore store, Executor executor) {
    this.store = store;
    this.recorder = new ReadRecorder(store);
    this.executor = executor;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Token token = call.requireToken();
    CountRequest request = CountRequestReader.read(call.body());
    return CompletableFuture.supplyAsync(() -> answer(token, request), executor);
  }

  private Answer answer(Token token, CountRequest request) {
    if (!places.tryAcquire()) {
      throw new Refusal(503, MOST_AT_ONE_TIME + " counts are being made already");
    }
    Tally tally;
    try {
      tally = count(token, request);
    } finally {
      places.release();
    }
    recorder.record(
        token,
        json -> {
          json.writeStringField("endpoint", "count");
          json.writeFieldName("filter");
          json.writeRawValue(request.filter().json());
          Long bucketSeconds = request.bucketSeconds();
          if (bucketSeconds != null) {
            json.writeNumberField("bucket_seconds", bucketSeconds);
          }
          CountBy by = request.by();
          if (by != null) {
            json.writeStringField("by", by.name());
          }
          json.writeNumberField("total", tally.total());
        });
    return Answer.ok(
        WireJson.write(
            json -> {
              json.writeStartObject();
              json.writeStringField("status", "ok");
              tally.write(json);
              json.writeEndObject();
            }));
  }

  private Tally count(Token token, CountRequest request) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS);
    long snapshot = store.lastSequence();
    QueryFilter filter = request.filter();
    Tally tally = new Tally(request);
    Position after = null;
    do {
      EventPage page =
          store.page(
              new PageRequest(
                  token.tenant(),
                  filter.events(),
                  Order.ASCENDING,
                  filter.window().fromMicros(),
                  filter.window().untilMicros(),
                  after,
                  EVENTS_PER_READ,
                  snapshot));
      page.events().forEach(event -> tally.add(event.event()));
      after = page.next();
      if (after != null && System.nanoTime() - deadline > 0) {
        throw new Refusal(
            400,
            "counting took longer than "
                + MAX_MILLIS
                + " ms and had come to "
                + tally.total()
                + " events: narrow the filter");
      }
    } while (after != null);
    return tally;
  }
}
