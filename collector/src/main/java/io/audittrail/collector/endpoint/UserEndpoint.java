package io.audittrail.collector.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.Profile;
import io.audittrail.collector.access.Token;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code GET /auth/user} of contract A: tells a client whose token it sends. */
public final class UserEndpoint implements Endpoint {
  @Override
  public CompletionStage<Answer> answer(Call call) {
    Token token = call.requireToken();
    return CompletableFuture.completedStage(
        Answer.ok(
            WireJson.write(
                json -> {
                  json.writeStartObject();
                  json.writeStringField("status", "ok");
                  json.writeObjectFieldStart("user");
                  user(json, token);
                  json.writeEndObject();
                  json.writeEndObject();
                })));
  }

  private static void user(JsonGenerator json, Token token) throws IOException {
    Profile profile = token.profile();
    json.writeStringField("id", token.actorUser());
    json.writeStringField("username", or(profile.username(), token.actorUser()));
    json.writeStringField("email", or(profile.email(), ""));
    json.writeStringField("created", token.createdAt().toString());
    json.writeBooleanField("verified", true);
    json.writeArrayFieldStart("global_permissions");
    if (token.may(Permission.AUDIT_READ)) {
      // One generation of clients fails on names that it does not know: no others here.
      json.writeString(Permission.AUDIT_READ.wireName());
    }
    json.writeEndArray();
    emptyArray(json, "sso_global_permissions");
    emptyObject(json, "organisation_permissions");
    emptyObject(json, "derived_organisation_permissions");
    emptyArray(json, "derived_user_global_permissions");
    emptyArray(json, "derived_global_permissions");
    json.writeNullField("last_login_at");
    json.writeBooleanField("is_support_user", false);
  }

  private static void emptyArray(JsonGenerator json, String key) throws IOException {
    json.writeArrayFieldStart(key);
    json.writeEndArray();
  }

  private static void emptyObject(JsonGenerator json, String key) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeEndObject();
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}
