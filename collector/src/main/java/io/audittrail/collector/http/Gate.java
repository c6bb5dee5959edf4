package io.audittrail.collector.http;

import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.Token;
import io.audittrail.collector.access.TokenStore;
import java.util.List;

/** Lets requests in whose token may make them. */
final class Gate {
  private static final String SCHEME = "Bearer ";

  private final TokenStore tokens;

  Gate(TokenStore tokens) {
    this.tokens = tokens;
  }

  /**
   * Returns the token of a request.
   *
   * @param authorization the values of the header {@code Authorization}
   * @throws Refusal with 401 if there is no or an unknown token, with 403 if it lacks the
   *     permission
   */
  Token admit(List<String> authorization, Admission admission) {
    if (authorization.size() != 1) {
      throw new Refusal(
          401,
          authorization.isEmpty()
              ? "no token: send the header Authorization: Bearer <token>"
              : "the header Authorization came more than once");
    }
    String value = authorization.get(0);
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Refusal(401, "the header Authorization was no Bearer token");
    }
    Token token =
        tokens
            .find(value.substring(SCHEME.length()).strip())
            .orElseThrow(() -> new Refusal(401, "the token is unknown or revoked"));
    Permission needs = admission.permission();
    if (needs != null && !token.may(needs)) {
      throw new Refusal(403, "the token lacks the permission " + needs.wireName());
    }
    return token;
  }
}
