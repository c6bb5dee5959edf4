package io.audittrail.collector.application;

import io.audittrail.collector.access.Credentials;
import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.wire.WireLimits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /1/token} of contract B: trades a token for an access token. */
final class TokenEndpoint implements Endpoint {
  private final Credentials credentials;

  TokenEndpoint(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Token token = call.requireToken();
    String sent = call.target().parameters().single("tenant_id");
    // A client that has no tenant to name sends an empty one.
    String tenant = sent == null || sent.isEmpty() ? null : sent;
    if (tenant != null && tenant.length() > WireLimits.MAX_ID_LENGTH) {
      throw new Refusal(
          400,
          "tenant_id had "
              + tenant.length()
              + " characters, allowed are at most "
              + WireLimits.MAX_ID_LENGTH);
    }
    if (tenant != null && token.tenant() != null && !tenant.equals(token.tenant())) {
      throw new Refusal(401, "tenant_id was " + Quoted.of(tenant) + ", not the token's tenant");
    }
    String access = credentials.accessToken(token, tenant);
    return CompletableFuture.completedStage(
        Answer.ok(
            WireJson.write(
                json -> {
                  json.writeStartObject();
                  json.writeStringField("access_token", access);
                  json.writeStringField("token_type", "Bearer");
                  json.writeNumberField("expires_in", Credentials.ACCESS_LIFETIME.toSeconds());
                  json.writeEndObject();
                })));
  }
}
