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
      whenComplete(site, call, stage);
    } else if (result instanceof Future<?> future) {
      ofFuture(site, call, future);
    } else {
      succeeded(site, call, result);
    }
  }

  /** Which type the event has is known when the stage completes; most succeed. */
  private void whenComplete(Site site, Call call, CompletionStage<?> stage) {
    Draft draft = site.drafts().of(site.types().likely(), call.arguments());
    stage.whenComplete(
        (value, failure) -> guard.run(site.name(), () -> finish(site, draft, value, failure)));
  }

  private void finish(
      Site site, Draft draft, @Nullable Object result, @Nullable Throwable failure) {
    EventType type = site.types().of(unwrap(failure));
    if (type == null) {
      return;
    }
    if (failure == null) {
      site.drafts().addResult(draft, result);
    }
    sink.accept(draft.toEvent(type));
  }

  private void failed(Site site, Call call, Throwable failure) {
    EventType type = site.types().of(failure);
    if (type != null) {
      sink.accept(site.drafts().of(type, call.arguments()).toEvent(type));
    }
  }

  private void succeeded(Site site, Call call, @Nullable Object result) {
    EventType type = site.types().of(null);
    if (type != null) {
      Draft draft = site.drafts().of(type, call.arguments());
      site.drafts().addResult(draft, result);
      sink.accept(draft.toEvent(type));
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
    EventType type = site.types().of(null);
    if (type != null) {
      Draft draft = site.drafts().of(type, call.arguments());
      draft.attribute(COMPLETED, false);
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
