package io.audittrail.collector.http;

import java.util.concurrent.CompletionStage;

/** Answers the requests of one route. Implementations are safe for use by any thread. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a call that may be made. What it throws, and what the stage fails with, is answered as
   * {@link Refusals} says.
   */
  CompletionStage<Answer> answer(Call call);
}
