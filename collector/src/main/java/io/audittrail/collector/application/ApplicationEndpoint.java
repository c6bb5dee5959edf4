package io.audittrail.collector.application;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.wire.WireJson;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What contract B tells of an application itself, which the collector knows from its events. */
final class ApplicationEndpoint {
  private final ApplicationReader reader;
  private final ReadRecorder recorder;
  private final Executor executor;

  ApplicationEndpoint(ApplicationReader reader, ReadRecorder recorder, Executor executor) {
    this.reader = reader;
    this.recorder = recorder;
    this.executor = executor;
  }

  /** {@code GET /1/applications/{id}}: the application, whose name is its id. */
  Endpoint application() {
    return call -> later(call, this::application);
  }

  /** {@code GET /1/applications/{id}/eventTypes}: the types of its events. */
  Endpoint eventTypes() {
    return call -> later(call, this::eventTypes);
  }

  @FunctionalInterface
  private interface Read {
    Answer of(Viewed viewed, Token token);
  }

  private CompletionStage<Answer> later(Call call, Read read) {
    Viewed viewed = Viewed.of(call);
    Token token = call.requireToken();
    return CompletableFuture.supplyAsync(() -> read.of(viewed, token), executor);
  }

  private Answer application(Viewed viewed, Token token) {
    recorder.record(token, ReadRecord.of("application", viewed));
    if (!reader.exists(viewed)) {
      throw viewed.notFound();
    }
    return Answer.ok(
        WireJson.write(
            json -> {
              json.writeStartObject();
              json.writeStringField("application_id", viewed.application());
              json.writeStringField("name", viewed.application());
              json.writeEndObject();
            }));
  }

  private Answer eventTypes(Viewed viewed, Token token) {
    recorder.record(token, ReadRecord.of("event_types", viewed));
    SortedSet<String> types = reader.types(viewed);
    if (types.isEmpty()) {
      throw viewed.notFound();
    }
    return Answer.ok(
        WireJson.write(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("data");
              for (String type : types) {
                json.writeString(type);
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }
}
