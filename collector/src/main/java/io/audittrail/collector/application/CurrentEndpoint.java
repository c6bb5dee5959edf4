package io.audittrail.collector.application;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.Mention;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.event.Resource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Tells contract B's clients whose token they send. */
final class CurrentEndpoint {
  private final EventStore store;
  private final Executor executor;

  CurrentEndpoint(EventStore store, Executor executor) {
    this.store = store;
    this.executor = executor;
  }

  /**
   * {@code GET /1/tenants/current}: the tenant of the token, or the one in which a token without a
   * tenant acts.
   */
  Endpoint tenant() {
    return call -> {
      Token token = call.requireToken();
      return CompletableFuture.supplyAsync(() -> tenant(token), executor);
    };
  }

  /** {@code GET /1/users/current}: the user as whom the token acts. */
  Endpoint user() {
    return CurrentEndpoint::user;
  }

  private Answer tenant(Token token) {
    String id = token.actorTenant();
    Mention mention = new Mention(ResourceKind.TENANT, id, id);
    Resource described = store.describe(List.of(mention), token.tenant()).get(0);
    String name = described == null ? null : described.name();
    return Answer.ok(
        WireJson.write(
            json -> {
              json.writeStartObject();
              json.writeStringField("tenant_id", id);
              json.writeStringField("name", name == null ? id : name);
              json.writeNullField("region");
              json.writeEndObject();
            }));
  }

  private static CompletionStage<Answer> user(Call call) {
    Token token = call.requireToken();
    return CompletableFuture.completedStage(
        Answer.ok(
            WireJson.write(
                json -> {
                  json.writeStartObject();
                  json.writeStringField("user_id", token.actorUser());
                  json.writeStringField(
                      "email", Objects.requireNonNullElse(token.profile().email(), ""));
                  json.writeEndObject();
                })));
  }
}
