package io.audittrail.collector.http;

import io.audittrail.collector.endpoint.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads the body of one request as it comes, without a thread that waits for it.
 *
 * <p>A sender that falls silent runs into the idle timeout of the connection; one that sends a
 * little now and then is stopped by the deadline, which each piece is checked against.
 */
final class BodyReader implements Runnable {
  private static final int INFLATE_BYTES = 16 * 1024;

  private final Request request;
  private final int maxBytes;
  private final ByteBudget.Share share;
  private final boolean gzip;
  private final BodyBuffer buffer;
  private final long deadlineNanos =
      System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HttpLimits.BODY_MILLIS);
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();

  private BodyReader(Request request, int maxBytes, ByteBudget.Share share) {
    this.request = request;
    this.maxBytes = maxBytes;
    this.share = share;
    this.gzip = ContentRules.check(request.getHeaders(), maxBytes);
    this.buffer =
        new BodyBuffer(
            maxBytes, request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH), share);
  }

  /**
   * Reads a body; the future fails with a {@link Refusal}.
   *
   * @throws Refusal at once, if the headers say already that the body cannot be taken
   */
  static CompletableFuture<byte[]> read(Request request, int maxBytes, ByteBudget.Share share) {
    BodyReader reader = new BodyReader(request, maxBytes, share);
    reader.run();
    return reader.result;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (take(chunk)) {
          byte[] body = buffer.toByteArray();
          result.complete(gzip ? inflate(body) : body);
          return;
        }
      }
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    } catch (IOException e) {
      result.completeExceptionally(new Refusal(400, "the body is no valid gzip"));
    }
  }

  private boolean take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      throw chunk.getFailure() instanceof TimeoutException
          ? new Refusal(408, "the body stopped for more than " + HttpLimits.IDLE_MILLIS + " ms")
          : new Refusal(400, "the body was cut short or is badly framed");
    }
    try {
      buffer.append(chunk.getByteBuffer());
    } finally {
      chunk.release();
    }
    if (!chunk.isLast() && System.nanoTime() - deadlineNanos > 0) {
      throw new Refusal(408, "the body took more than " + HttpLimits.BODY_MILLIS + " ms");
    }
    return chunk.isLast();
  }

  private byte[] inflate(byte[] compressed) throws IOException {
    BodyBuffer inflated = new BodyBuffer(maxBytes, -1, share);
    byte[] piece = new byte[INFLATE_BYTES];
    try (InputStream in =
        new GZIPInputStream(new ByteArrayInputStream(compressed), INFLATE_BYTES)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        inflated.append(ByteBuffer.wrap(piece, 0, read));
      }
    }
    return inflated.toByteArray();
  }
}
