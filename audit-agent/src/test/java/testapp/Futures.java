package testapp;

import static io.audittrail.catalogue.DocumentedEventType.ALERT_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.ALERT_DELETE;
import static io.audittrail.catalogue.DocumentedEventType.ALERT_GET;
import static io.audittrail.catalogue.DocumentedEventType.ALERT_UPDATE;

import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.AuditResource;
import io.audittrail.annotation.Audited;
import io.audittrail.annotation.AuditedFailure;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.AuditContext;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** An application whose methods return before they are done. */
public final class Futures {
  private Futures() {}

  @Audited(ALERT_CREATE)
  @AuditResource(ResourceKind.PROJECT)
  @AuditedFailure(value = ALERT_UPDATE, exception = IOException.class)
  @AuditedFailure(value = ALERT_DELETE, exception = CancellationException.class)
  static CompletionStage<String> later(
      CompletableFuture<String> future, @AuditAttribute("at") StringBuilder text) {
    return future;
  }

  @Audited(ALERT_GET)
  @AuditResource(ResourceKind.PROJECT)
  @AuditedFailure(value = ALERT_UPDATE, exception = IOException.class)
  static Object plain(Future<String> future) {
    return future;
  }

  private static void stages() {
    StringBuilder text = new StringBuilder("call");
    CompletableFuture<String> succeeds = new CompletableFuture<>();
    CompletableFuture<String> fails = new CompletableFuture<>();
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    CompletableFuture<String> unmapped = new CompletableFuture<>();
    boolean same = true;
    try (AuditContext.Scope scope = AuditContext.actor("caller", "acme")) {
      same &= later(succeeds, text) == succeeds;
      same &= later(fails.thenApply(value -> value), text) != fails;
      same &= later(cancelled, text) == cancelled;
      later(unmapped, text);
      later(CompletableFuture.completedFuture("done"), text);
    }
    System.out.println("same " + same);
    text.setLength(0);
    text.append("completion");
    succeeds.complete("p-1");
    fails.completeExceptionally(new IOException("disk"));
    cancelled.cancel(true);
    unmapped.completeExceptionally(new IllegalStateException());
  }

  private static void plainFutures() {
    FutureTask<String> done = new FutureTask<>(() -> "p-2");
    done.run();
    plain(done);
    FutureTask<String> failed =
        new FutureTask<>(
            () -> {
              throw new IOException("disk");
            });
    failed.run();
    plain(failed);
    plain(new FutureTask<>(() -> "never"));
  }

  public static void main(String[] arguments) {
    if (arguments[0].equals("stages")) {
      stages();
    } else {
      plainFutures();
    }
  }
}
