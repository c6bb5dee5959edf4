package io.audittrail.collector.query.export;

import io.audittrail.collector.endpoint.AnswerStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An export on its way to a client; between two pieces it holds no thread. */
final class ExportStream implements AnswerStream {
  private static final long RETRY_MILLIS = 100;
  private static final int MAX_RETRIES = 100;

  private final Export export;
  private final Executor readers;
  private final Executor waiters;
  private final Runnable whenClosed;
  private @Nullable Piece first;

  /**
   * Makes a stream.
   *
   * @param first what was read of the export already
   * @param readers on whose threads the store is read; it may refuse
   * @param waiters on whose threads a refused read is tried again
   */
  ExportStream(
      Export export, Piece first, Executor readers, Executor waiters, Runnable whenClosed) {
    this.export = export;
    this.first = first;
    this.readers = readers;
    this.waiters = waiters;
    this.whenClosed = whenClosed;
  }

  @Override
  public CompletionStage<Piece> next() {
    Piece begin = first;
    first = null;
    return begin == null ? read(0) : CompletableFuture.completedStage(begin);
  }

  private CompletionStage<Piece> read(int retries) {
    try {
      return CompletableFuture.supplyAsync(export::piece, readers).thenCompose(this::orFurther);
    } catch (RejectedExecutionException e) {
      if (retries == MAX_RETRIES) {
        throw e;
      }
      // Too many queries wait: the export goes on a moment later rather than break off.
      return CompletableFuture.supplyAsync(
              () -> read(retries + 1),
              CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS, waiters))
          .thenCompose(Function.identity());
    }
  }

  private CompletionStage<Piece> orFurther(Piece piece) {
    return piece.bytes().length == 0 && !piece.last()
        ? read(0)
        : CompletableFuture.completedStage(piece);
  }

  @Override
  public void close() {
    whenClosed.run();
  }
}
