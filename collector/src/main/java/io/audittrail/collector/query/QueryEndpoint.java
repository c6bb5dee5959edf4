package io.audittrail.collector.query;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.http.Answer;
import io.audittrail.collector.http.Call;
import io.audittrail.collector.http.Endpoint;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.wire.WireLimits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/audit_events/query} of contract A: answers a page of events and records that
 * it was asked for.
 */
public final class QueryEndpoint implements Endpoint {
  private final EventStore store;
  private final Continuations continuations;
  private final QueryRecorder recorder;
  private final Executor executor;

  /**
   * Makes an endpoint.
   *
   * @param executor on whose threads the store is read; it may refuse
   */
  public QueryEndpoint(EventStore store, Continuations continuations, Executor executor) {
    this.store = store;
    this.continuations = continuations;
    this.recorder = new QueryRecorder(store);
    this.executor = executor;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Token token = call.requireToken();
    QueryRequest request = QueryRequestReader.read(call.body());
    String continuation = request.continuation();
    Walk walk =
        continuation == null
            ? null
            : continuations.read(continuation, request.window(), token.tenant());
    return CompletableFuture.supplyAsync(() -> page(token, request, walk), executor);
  }

  private Answer page(Token token, QueryRequest request, @Nullable Walk walk) {
    long snapshot = walk == null ? store.lastSequence() : walk.snapshot();
    EventPage page =
        store.page(
            new PageRequest(
                token.tenant(),
                request.window().fromMicros(),
                request.window().untilMicros(),
                walk == null ? null : walk.position(),
                request.limit(),
                snapshot));
    PageCut cut = PageCut.of(page, request.window(), snapshot);
    byte[] json = json(cut, token.tenant());
    while (json.length > WireLimits.MAX_BODY_BYTES && cut.events().size() > 1) {
      cut = cut.half();
      json = json(cut, token.tenant());
    }
    recorder.record(token, request, cut.events().size());
    return Answer.ok(json);
  }

  private byte[] json(PageCut cut, @Nullable String viewer) {
    SideTables tables = SideTables.of(cut.events(), store, viewer);
    return PageWriter.json(cut.events(), tables, continuation(cut, viewer));
  }

  private @Nullable String continuation(PageCut cut, @Nullable String viewer) {
    Position next = cut.next();
    return next == null
        ? null
        : continuations.write(new Walk(cut.window(), cut.snapshot(), next), viewer);
  }
}
