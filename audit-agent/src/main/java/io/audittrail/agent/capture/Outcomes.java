package io.audittrail.agent.capture;

import io.audittrail.agent.bootstrap.Call;
import io.audittrail.agent.draft.Draft;
import io.audittrail.catalogue.EventType;
import io.audittrail.event.AuditEvent;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a call ended, and hands over its event then: at once, or when the stage that it
 * returned completes.
 *
 * <p>What the event says is taken when the call returns, on its thread; only the result is added
 * later. The application keeps its own stage.
 */
final class Outcomes {
  /** The attribute that is false in an event of a future that was not done yet. */
  private static final String COMPLETED = "completed";

  private final Consumer<AuditEvent> sink;
  private final CaptureGuard guard;

  Outcomes(Consumer<AuditEvent> sink, CaptureGuard guard) {
    this.sink = sink;
    this.guard = guard;
  }

  /** Takes a call that is over; called within the guard. */
  void take(Site site, Call call) {
    Object result = call.result();
    if (call.thrown() != null) {
      failed(site, call, call.thrown());
    } else if (result instanceof CompletionStage<?> stage) {
      Draft draft = site.drafts().of(call.arguments());
      stage.whenComplete(
          (value, failure) ->
              guard.run(site.name(), () -> finish(site, draft, value, unwrap(failure))));
    } else if (result instanceof Future<?> future) {
      ofFuture(site, call, future);
    } else {
      succeeded(site, call, result);
    }
  }

  private void failed(Site site, Call call, Throwable failure) {
    if (site.types().of(failure) != null) {
      finish(site, site.drafts().of(call.arguments()), null, failure);
    }
  }

  private void succeeded(Site site, Call call, @Nullable Object result) {
    if (site.types().of(null) != null) {
      finish(site, site.drafts().of(call.arguments()), result, null);
    }
  }

  /** A future that is no stage tells nobody when it is done: its outcome counts if it is now. */
  private void ofFuture(Site site, Call call, Future<?> future) {
    if (!future.isDone()) {
      pending(site, call);
      return;
    }
    try {
      succeeded(site, call, future.get());
    } catch (ExecutionException | CancellationException e) {
      Throwable failure = unwrap(e);
      failed(site, call, failure == null ? e : failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pending(site, call);
    }
  }

  private void pending(Site site, Call call) {
    Draft draft = site.drafts().of(call.arguments());
    draft.attribute(COMPLETED, false);
    emit(draft, site.types().of(null));
  }

  private void finish(
      Site site, Draft draft, @Nullable Object result, @Nullable Throwable failure) {
    if (failure == null) {
      site.drafts().addResult(draft, result);
    }
    emit(draft, site.types().of(failure));
  }

  private void emit(Draft draft, @Nullable EventType type) {
    if (type != null) {
      sink.accept(draft.toEvent(type));
    }
  }

  /** Returns the failure itself instead of what stages and futures wrap it in. */
  private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
    Throwable inner = failure;
    while ((inner instanceof CompletionException || inner instanceof ExecutionException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }
}
