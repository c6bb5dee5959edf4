package io.audittrail.collector.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Reads and forgets what is left of the body of a request that has been answered. Closing at once
 * would reset the connection, and a client that is still sending would never see the answer.
 */
final class Drain implements Runnable {
  private final Request request;
  private final Callback callback;
  private final long deadlineNanos =
      System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HttpLimits.DRAIN_MILLIS);
  private long bytes;

  private Drain(Request request, Callback callback) {
    this.request = request;
    this.callback = callback;
  }

  /** Completes the callback when the body has ended or is over a bound. */
  static void then(Request request, Callback callback) {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      callback.succeeded();
    } else {
      new Drain(request, callback).run();
    }
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      bytes += chunk.remaining();
      boolean over = bytes > HttpLimits.MAX_DRAINED_BYTES || System.nanoTime() - deadlineNanos > 0;
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk) || over) {
        callback.succeeded();
        return;
      }
    }
  }
}
