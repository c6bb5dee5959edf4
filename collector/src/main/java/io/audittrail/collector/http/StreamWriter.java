package io.audittrail.collector.http;

import io.audittrail.collector.endpoint.AnswerStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Writes a stream to a client, one piece at a time, until it ends or the client leaves. */
final class StreamWriter implements Callback {
  private static final PacedLog BROKEN = new PacedLog(LoggerFactory.getLogger(StreamWriter.class));
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final AnswerStream stream;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean last;
  private volatile Scheduler.@Nullable Task deadline;

  StreamWriter(Request request, Response response, Callback callback, AnswerStream stream) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.stream = stream;
  }

  /** Writes the headers, then piece after piece. */
  void start() {
    // While the next piece is being made nothing is written: that is no silence of the client's.
    request.addIdleTimeoutListener(timeout -> false);
    last = request.getMethod().equals("HEAD");
    response.write(last, NOTHING, this);
  }

  private void next() {
    try {
      stream.next().whenCompleteAsync(this::write, request.getComponents().getExecutor());
    } catch (RuntimeException e) {
      write(null, e);
    }
  }

  private void write(AnswerStream.@Nullable Piece piece, @Nullable Throwable failure) {
    if (piece == null || failure != null) {
      Throwable cause = failure == null ? new IllegalStateException("no piece") : failure;
      BROKEN.warn("a streamed answer was broken off", cause);
      failed(cause);
      return;
    }
    last = piece.last();
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    deadline =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> endPoint.close(new TimeoutException("the client read too slowly")),
                HttpLimits.ANSWER_MILLIS,
                TimeUnit.MILLISECONDS);
    response.write(last, ByteBuffer.wrap(piece.bytes()), this);
  }

  @Override
  public void succeeded() {
    cancelDeadline();
    if (!last) {
      next();
    } else if (end()) {
      callback.succeeded();
    }
  }

  @Override
  public void failed(Throwable cause) {
    cancelDeadline();
    if (end()) {
      callback.failed(cause);
    }
  }

  private boolean end() {
    boolean first = ended.compareAndSet(false, true);
    if (first) {
      stream.close();
    }
    return first;
  }

  private void cancelDeadline() {
    Scheduler.Task task = deadline;
    if (task != null) {
      task.cancel();
    }
  }
}
