package io.audittrail.delivery.send;

import io.audittrail.delivery.send.Reply.Kind;
import io.audittrail.wire.IngestBody;
import io.audittrail.wire.Numbering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Posts records to a collector over HTTP/1.1, one request at a time; not safe for use by several
 * threads.
 */
final class HttpTransport {
  /** The most bytes of an answer: this, and as much again for each event sent. */
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private static final int MAX_ANSWER_BYTES_PER_EVENT = 1024;

  /** After so many failures in a row the client is made anew: it may be what is broken. */
  private static final int FAILURES_OF_A_LINK = 10;

  private final Endpoint endpoint;
  private final Timeouts timeouts;
  private final boolean gzip;
  private @Nullable HttpLink link;
  private int failures;

  HttpTransport(Endpoint endpoint, Timeouts timeouts, boolean gzip) {
    this.endpoint = endpoint;
    this.timeouts = timeouts;
    this.gzip = gzip;
  }

  /** Posts records with their numbers and says what came of it. */
  Reply post(List<byte[]> records, Numbering numbering) throws InterruptedException {
    byte[] body;
    try {
      body = IngestBody.of(records, numbering);
    } catch (IllegalArgumentException e) {
      return Reply.failed(Kind.MALFORMED, String.valueOf(e.getMessage()), e);
    }
    Reply reply = postBody(body, records.size());
    failures = reply.cause() == null ? 0 : failures + 1;
    if (failures >= FAILURES_OF_A_LINK) {
      close();
    }
    return reply;
  }

  /** Posts a body of so many events and says what came of it. */
  Reply postBody(byte[] body, int events) throws InterruptedException {
    try {
      int maxAnswerBytes = MAX_ANSWER_BYTES + MAX_ANSWER_BYTES_PER_EVENT * events;
      return ReplyReader.read(exchange(request(body), maxAnswerBytes), events);
    } catch (TimeoutException e) {
      return Reply.of(
          Kind.UNFINISHED, "no complete answer within " + timeouts.requestMillis() + " ms");
    } catch (BoundedBody.TooLongException e) {
      return Reply.failed(Kind.UNFINISHED, String.valueOf(e.getMessage()), e);
    } catch (GeneralSecurityException e) {
      return Reply.failed(Kind.REFUSED, "caFile holds a certificate that is none: " + e, e);
    } catch (IOException e) {
      return Reply.failed(Kind.UNAVAILABLE, describe(e), e);
    }
  }

  /** The JDK's client leaves out what went wrong with a connection that was never made. */
  private String describe(IOException trouble) {
    if (trouble instanceof HttpConnectTimeoutException) {
      return "no connection within " + timeouts.connectMillis() + " ms";
    }
    if (!(trouble instanceof ConnectException) || trouble.getMessage() != null) {
      return trouble.toString();
    }
    InetSocketAddress proxy = endpoint.proxy();
    String host = proxy == null ? endpoint.uri().getHost() : "of the proxy, " + proxy;
    return trouble.getCause() instanceof UnresolvedAddressException
        ? "unknown host " + host
        : "connection refused";
  }

  /** Ends the client and its threads; the next request makes new ones. */
  void close() {
    if (link != null) {
      link.close();
    }
    link = null;
    failures = 0;
  }

  private HttpResponse<byte[]> exchange(HttpRequest request, int maxAnswerBytes)
      throws IOException, InterruptedException, TimeoutException, GeneralSecurityException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        link().client().sendAsync(request, head -> new BoundedBody(maxAnswerBytes));
    try {
      return answer.get(timeouts.requestMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    } finally {
      answer.cancel(true); // hangs up unless it is complete
    }
  }

  private HttpRequest request(byte[] json) {
    byte[] body = json;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.uri()).header("Content-Type", "application/json");
    String token = endpoint.token().value();
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (gzip) {
      request.header("Content-Encoding", "gzip");
      body = compress(json);
    }
    return request.POST(BodyPublishers.ofByteArray(body)).build();
  }

  private static byte[] compress(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return compressed.toByteArray();
  }

  /** The client is made for the first request: it costs more than the rest of a start together. */
  private HttpLink link() throws GeneralSecurityException, IOException {
    HttpLink made = link;
    if (made == null) {
      made = new HttpLink(endpoint, Duration.ofMillis(timeouts.connectMillis()));
      link = made;
    }
    return made;
  }
}
