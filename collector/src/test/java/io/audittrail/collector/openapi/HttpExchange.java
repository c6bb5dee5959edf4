package io.audittrail.collector.openapi;

import java.net.http.HttpHeaders;

/**
 * A request and its answer.
 *
 * @param method the method
 * @param path the path as it was sent, with the base path if it was
 * @param query what follows the question mark, as it was sent; empty if there is none
 * @param sent the headers of the request
 * @param body the body of the request; empty if it had none or is not known
 * @param answer the answer
 */
public record HttpExchange(
    String method, String path, String query, HttpHeaders sent, byte[] body, Answer answer) {
  /** The answer: its status, headers and body. */
  public record Answer(int status, HttpHeaders headers, String body) {}

  @Override
  public String toString() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " → " + answer.status();
  }
}
