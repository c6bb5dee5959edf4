package io.audittrail.collector.metrics;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.Refusal;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /metrics}: all metrics as they are now, in one of Prometheus's two text formats. */
final class MetricsEndpoint implements Endpoint {
  private final PrometheusMeterRegistry registry;

  MetricsEndpoint(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Token token = call.token();
    if (token != null && token.tenant() != null) {
      throw new Refusal(
          403, "the token is bound to a tenant, and the metrics speak of what all tenants do");
    }
    String type = MetricsFormat.of(call.headers().get("Accept")).contentType();
    ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
    try {
      registry.scrape(out, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return CompletableFuture.completedStage(
        Answer.ok(out.toByteArray()).with("Content-Type", type));
  }
}
