package io.audittrail.collector.http;

import io.audittrail.collector.access.TokensUnavailableException;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.ErrorForm;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.store.StoreBusyException;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.wire.MalformedBodyException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into an answer, without internals. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final PacedLog UNAVAILABLE = new PacedLog(LOG);
  private static final PacedLog DEFECTS = new PacedLog(LOG);
  private static final String BUSY_RETRY_SECONDS = "1";
  private static final String BROKEN_RETRY_SECONDS = "10";

  private Refusals() {}

  static Answer of(Throwable failure, ErrorForm form) {
    Throwable cause = unwrap(failure);
    if (cause instanceof Refusal refusal) {
      return ofRefusal(refusal, form);
    } else if (cause instanceof MalformedBodyException) {
      return form.answer(400, message(cause));
    } else if (cause instanceof StoreBusyException) {
      return form.answer(503, message(cause)).with("Retry-After", BUSY_RETRY_SECONDS);
    } else if (cause instanceof RejectedExecutionException) {
      return form.answer(503, "too many queries wait").with("Retry-After", BUSY_RETRY_SECONDS);
    } else if (cause instanceof StoreUnavailableException
        || cause instanceof TokensUnavailableException) {
      UNAVAILABLE.warn("answered 503", cause);
      return form.answer(503, "the store is not available")
          .with("Retry-After", BROKEN_RETRY_SECONDS);
    }
    DEFECTS.error("answered 500", cause);
    return form.answer(500, "internal error");
  }

  private static Answer ofRefusal(Refusal refusal, ErrorForm form) {
    Answer answer = form.answer(refusal.status(), message(refusal));
    return switch (refusal.status()) {
      case 401 -> answer.with("WWW-Authenticate", "Bearer");
      case 503 -> answer.with("Retry-After", BUSY_RETRY_SECONDS);
      default -> answer;
    };
  }

  private static String message(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), "no reason given");
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? unwrap(cause) : failure;
  }
}
