package io.audittrail.collector.endpoint;

import java.util.concurrent.CompletionStage;

/** Answers the requests of one route. Implementations are safe for use by any thread. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a call that may be made. What it throws, and what the stage fails with, is answered as
   * an error: a {@link Refusal} with its own status, anything unexpected with 500.
   *
   * @return completes on a thread that has the time to write the answer
   */
  CompletionStage<Answer> answer(Call call);
}
