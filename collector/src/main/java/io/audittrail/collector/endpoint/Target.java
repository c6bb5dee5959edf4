package io.audittrail.collector.endpoint;

import java.util.Map;

/**
 * What a request is addressed to.
 *
 * @param root the address under which the client reaches the collector, or the public one where
 *     that is configured: what stands before the path of a route, without a slash at its end, such
 *     as {@code https://audit.example.org/org/tenant}
 * @param pathParameters the parts of the path that the route names, decoded
 * @param query what follows the question mark, as it was sent; empty if there is none
 */
public record Target(String root, Map<String, String> pathParameters, String query) {
  /**
   * Returns a part of the path.
   *
   * @throws IllegalArgumentException if the route names no such part
   */
  public String pathParameter(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path of the route has no {" + name + "}");
    }
    return value;
  }

  /**
   * Returns the parameters behind the path.
   *
   * @throws Refusal with 400 if they are badly encoded
   */
  public Parameters parameters() {
    return Parameters.of(query);
  }
}
