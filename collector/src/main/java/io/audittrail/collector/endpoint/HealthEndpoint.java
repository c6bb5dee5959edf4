package io.audittrail.collector.endpoint;

import io.audittrail.collector.wire.WireJson;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Tells whoever watches the process whether all is well; no token is needed. */
public final class HealthEndpoint implements Endpoint {
  private final Supplier<Optional<String>> trouble;
  private final Executor executor;

  /**
   * Makes an endpoint.
   *
   * @param trouble says what is wrong; empty if all is well
   * @param executor where that is found out
   */
  public HealthEndpoint(Supplier<Optional<String>> trouble, Executor executor) {
    this.trouble = trouble;
    this.executor = executor;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    return CompletableFuture.supplyAsync(trouble, executor).thenApply(HealthEndpoint::answer);
  }

  private static Answer answer(Optional<String> reason) {
    return reason
        .map(text -> Answer.error(503, text).with("Retry-After", "10"))
        .orElseGet(
            () ->
                Answer.ok(
                    WireJson.write(
                        json -> {
                          json.writeStartObject();
                          json.writeStringField("status", "ok");
                          json.writeEndObject();
                        })));
  }
}
