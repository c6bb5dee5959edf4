package io.audittrail.collector.query;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.Parameters;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.answer.PageWriter;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.query.filter.QueryFilterReader;
import io.audittrail.collector.query.filter.Window;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.wire.JsonOutput;
import io.audittrail.collector.wire.Quoted;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code GET /api/v1/audit_events/id/{event_id}}: answers the event, or events, of an id with side
 * tables and commit sequences, and records that it was asked for.
 */
public final class EventByIdEndpoint implements Endpoint {
  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final EventStore store;
  private final ReadRecorder recorder;
  private final Executor executor;

  /**
   * Makes an endpoint.
   *
   * @param executor on whose threads the store is read; it may refuse
   */
  public EventByIdEndpoint(EventStore store, Executor executor) {
    this.store = store;
    this.recorder = new ReadRecorder(store);
    this.executor = executor;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Token token = call.requireToken();
    String id = call.target().pathParameter("event_id");
    if (!EVENT_ID.matcher(id).matches()) {
      throw new Refusal(
          400, "event_id was " + Quoted.of(id) + ", allowed is " + EVENT_ID.pattern());
    }
    Parameters parameters = call.target().parameters();
    Window window =
        Window.of(
            QueryFilterReader.time("minimum", parameters.single("minimum")),
            QueryFilterReader.time("maximum", parameters.single("maximum")));
    return CompletableFuture.supplyAsync(() -> answer(token, id, window), executor);
  }

  private Answer answer(Token token, String id, Window window) {
    List<StoredEvent> events = new IdSearch(store, token.tenant(), id).in(window);
    recorder.record(
        token,
        json -> {
          json.writeStringField("endpoint", "id");
          json.writeStringField("searched_event_id", id);
          json.writeNumberField("returned", events.size());
        });
    if (events.isEmpty()) {
      throw new Refusal(404, "there is no event with the id " + Quoted.of(id));
    }
    SideTables tables = SideTables.of(events, store, token.tenant());
    JsonOutput json = new JsonOutput(1_024);
    json.raw("{\"status\":\"ok\",");
    PageWriter.body(json, events, tables);
    json.raw(",\"sequences\":").raw(sequences(events)).raw('}');
    return Answer.ok(json.toByteArray());
  }

  private static String sequences(List<StoredEvent> events) {
    return events.stream()
        .map(event -> Long.toString(event.sequence()))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
