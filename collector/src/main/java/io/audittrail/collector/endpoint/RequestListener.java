package io.audittrail.collector.endpoint;

import java.util.List;

/**
 * Hears of requests, on the threads that answer them: whatever it does must be short, and it must
 * not throw. Implementations are safe for use by any thread.
 */
public interface RequestListener {
  /** Called for each request that is answered with 401, before it is. */
  default void failed(FailedAuthentication failure) {}

  /** Called for each request that reached the routes, when its answer is there. */
  default void answered(AnsweredRequest request) {}

  /** Returns a listener that tells several. */
  static RequestListener all(RequestListener... listeners) {
    List<RequestListener> all = List.of(listeners);
    return new RequestListener() {
      @Override
      public void failed(FailedAuthentication failure) {
        all.forEach(listener -> listener.failed(failure));
      }

      @Override
      public void answered(AnsweredRequest request) {
        all.forEach(listener -> listener.answered(request));
      }
    };
  }
}
