package io.audittrail.collector.http;

import io.audittrail.collector.access.Credentials;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Admission;
import io.audittrail.collector.endpoint.Refusal;
import java.util.List;
import java.util.Optional;

/** Lets requests in whose token may make them. */
final class Gate {
  private final Credentials credentials;

  Gate(Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * Returns the token of a request.
   *
   * @param authorization the values of the header {@code Authorization}
   * @throws Refusal with 401 if there is no token, or one that is unknown or has expired, with 403
   *     if it lacks the permission
   */
  Token admit(List<String> authorization, Admission admission) {
    boolean key = admission == Admission.KEY_HOLDERS;
    String text = credential(authorization, key ? "Key" : "Bearer");
    Optional<Token> found = key ? credentials.key(text) : credentials.bearer(text);
    Token token = found.orElseThrow(() -> unknown(text));
    Permission needs = admission.permission();
    if (needs != null && !token.may(needs)) {
      throw new Refusal(403, "the token lacks the permission " + needs.wireName());
    }
    return token;
  }

  private static String credential(List<String> authorization, String scheme) {
    if (authorization.size() != 1) {
      throw new Refusal(
          401,
          authorization.isEmpty()
              ? "no token: send the header Authorization: " + scheme + " <token>"
              : "the header Authorization came more than once");
    }
    String value = authorization.get(0);
    String begin = scheme + " ";
    if (!value.regionMatches(true, 0, begin, 0, begin.length())) {
      throw new Refusal(401, "the header Authorization was no " + scheme + " token");
    }
    return value.substring(begin.length()).strip();
  }

  private Refusal unknown(String text) {
    return new Refusal(
        401,
        credentials.hasExpired(text)
            ? "the token has expired"
            : "the token is unknown, expired or revoked");
  }
}
