package io.audittrail.collector.query.count;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.query.filter.QueryFilter;
import io.audittrail.collector.query.filter.Window;
import io.audittrail.collector.store.CountExceededException;
import io.audittrail.collector.store.CountQuery;
import io.audittrail.collector.store.EventCount;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.GroupBy;
import io.audittrail.collector.wire.WireJson;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /api/v1/audit_events/count}: counts the events of a filter, and records that it was
 * asked. What cannot be counted within the bounds is refused: no count is ever a part of the truth.
 */
public final class CountEndpoint implements Endpoint {
  /** The most buckets and groups, however few are listed, and the longest count. */
  private static final CountQuery.Bounds BOUNDS = new CountQuery.Bounds(10_000, 100_000, 20_000);

  /** Fewer than there are threads that read, so that queries are answered meanwhile. */
  private static final int MOST_AT_ONE_TIME = 2;

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
    EventCount count;
    try {
      count = count(token, request);
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
          GroupBy by = request.by();
          if (by != null) {
            json.writeStringField("by", CountRequestReader.name(by));
          }
          json.writeNumberField("total", count.total());
        });
    return Answer.ok(
        WireJson.write(
            json -> {
              json.writeStartObject();
              json.writeStringField("status", "ok");
              new CountAnswer(request, count).write(json);
              json.writeEndObject();
            }));
  }

  private EventCount count(Token token, CountRequest request) {
    QueryFilter filter = request.filter();
    Long seconds = request.bucketSeconds();
    CountQuery query =
        new CountQuery(
            token.tenant(),
            filter.events(),
            filter.window().fromMicros(),
            filter.window().untilMicros(),
            store.lastSequence(),
            seconds == null ? null : Window.buckets(seconds),
            request.by(),
            BOUNDS);
    try {
      return store.count(query);
    } catch (CountExceededException e) {
      throw new Refusal(400, message(e));
    }
  }

  private static String message(CountExceededException exceeded) {
    return switch (exceeded.bound()) {
      case BUCKETS -> "there are more than " + BOUNDS.buckets() + " buckets: choose longer ones";
      case GROUPS -> "there are more than " + BOUNDS.groups() + " groups: narrow the filter";
      case MILLIS ->
          "counting took longer than "
              + BOUNDS.millis()
              + " ms and had come to "
              + exceeded.total()
              + " events: narrow the filter";
    };
  }
}
