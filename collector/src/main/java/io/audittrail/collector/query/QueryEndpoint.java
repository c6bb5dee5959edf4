package io.audittrail.collector.query;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.query.answer.PageWriter;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.query.filter.QueryFilter;
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
    this.recorder = new QueryRecorder(new ReadRecorder(store));
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
            : continuations.read(continuation, request.filter(), token.tenant());
    return CompletableFuture.supplyAsync(() -> page(token, request, walk), executor);
  }

  private Answer page(Token token, QueryRequest request, @Nullable Walk walk) {
    long snapshot = walk == null ? store.lastSequence() : walk.snapshot();
    QueryFilter filter = request.filter();
    EventPage page =
        store.page(
            new PageRequest(
                token.tenant(),
                filter.events(),
                filter.order(),
                filter.window().fromMicros(),
                filter.window().untilMicros(),
                walk == null ? null : walk.position(),
                request.limit(),
                snapshot));
    PageCut cut = PageCut.of(page);
    Pages pages = new Pages(filter, snapshot, token.tenant());
    byte[] json = pages.json(cut);
    while (json.length > WireLimits.MAX_BODY_BYTES && cut.events().size() > 1) {
      cut = cut.half();
      json = pages.json(cut);
    }
    recorder.record(token, request, cut.events().size());
    return Answer.ok(json);
  }

  /** Makes the pages of one walk. */
  private final class Pages {
    private final QueryFilter filter;
    private final long snapshot;
    private final @Nullable String viewer;

    Pages(QueryFilter filter, long snapshot, @Nullable String viewer) {
      this.filter = filter;
      this.snapshot = snapshot;
      this.viewer = viewer;
    }

    byte[] json(PageCut cut) {
      SideTables tables = SideTables.of(cut.events(), store, viewer);
      return PageWriter.json(cut.events(), tables, continuation(cut));
    }

    private @Nullable String continuation(PageCut cut) {
      Position next = cut.next();
      return next == null ? null : continuations.write(new Walk(snapshot, next), filter, viewer);
    }
  }
}
