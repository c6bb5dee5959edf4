package io.audittrail.collector.application;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.store.Order;
import io.audittrail.wire.WireLimits;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * {@code GET /1/applications/{id}/events} of contract B: answers a page of events and records that
 * it was asked for.
 */
final class EventsEndpoint implements Endpoint {
  private final ApplicationReader reader;
  private final Cursors cursors;
  private final ReadRecorder recorder;
  private final Executor executor;

  EventsEndpoint(
      ApplicationReader reader, Cursors cursors, ReadRecorder recorder, Executor executor) {
    this.reader = reader;
    this.cursors = cursors;
    this.recorder = recorder;
    this.executor = executor;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Viewed viewed = Viewed.of(call);
    EventsRequest request = EventsRequestReader.read(call.target().parameters());
    String cursor = request.cursor();
    Walk walk = cursor == null ? begin(request) : cursors.read(cursor, request, viewed);
    String address = NextLink.address(call.target().root(), viewed.application());
    Token token = call.requireToken();
    return CompletableFuture.supplyAsync(
        () -> {
          Page page = new Page(viewed, walk, request.limit(), address);
          ApplicationReader.Events events = reader.page(viewed, walk, request.limit());
          byte[] json = json(page, events);
          while (json.length > WireLimits.MAX_BODY_BYTES && events.events().size() > 1) {
            events = events.half();
            json = json(page, events);
          }
          int returned = events.events().size();
          recorder.record(token, ReadRecord.ofEvents(viewed, request, returned));
          if (returned == 0 && !reader.exists(viewed)) {
            throw viewed.notFound();
          }
          return Answer.ok(json);
        },
        executor);
  }

  private record Page(Viewed viewed, Walk walk, int limit, String address) {}

  private Walk begin(EventsRequest request) {
    Instant now = Instant.now();
    long nowMicros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    return new Walk(
        Objects.requireNonNullElse(request.startMicros(), WireLimits.MIN_TIME_MICROS),
        Objects.requireNonNullElse(request.endMicros(), nowMicros),
        request.types(),
        Boolean.TRUE.equals(request.reverse()) ? Order.DESCENDING : Order.ASCENDING,
        reader.snapshot(),
        null);
  }

  private byte[] json(Page page, ApplicationReader.Events events) {
    if (!events.more() || events.events().isEmpty()) {
      return EventsAnswer.json(events.events(), null);
    }
    String cursor = cursors.write(page.walk(), events.last(), page.viewed());
    return EventsAnswer.json(
        events.events(), NextLink.of(page.address(), page.walk(), page.limit(), cursor));
  }
}
