package io.audittrail.collector.endpoint;

import io.audittrail.collector.access.Token;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A request whose token may make it and whose body has been read.
 *
 * @param token whose call it is; null on a route that needs no permission
 * @param body the body, decompressed; empty on a route that takes none
 * @param executor where an endpoint goes on after it has waited for something
 * @param target what the request is addressed to
 * @param headers the headers of the request
 */
public record Call(
    @Nullable Token token, byte[] body, Executor executor, Target target, RequestHeaders headers) {
  /**
   * Returns whose call it is.
   *
   * @throws IllegalStateException on a route that needs no permission
   */
  public Token requireToken() {
    if (token == null) {
      throw new IllegalStateException("the route asks for no token");
    }
    return token;
  }
}
