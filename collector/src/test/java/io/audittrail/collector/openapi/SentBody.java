package io.audittrail.collector.openapi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.zip.GZIPInputStream;

/** The body that a request was sent with. */
final class SentBody {
  private SentBody() {}

  /** Returns the body of a request, as it was before compression; empty if it cannot be had. */
  static Optional<byte[]> of(HttpRequest request) {
    Optional<HttpRequest.BodyPublisher> publisher = request.bodyPublisher();
    long length = publisher.map(HttpRequest.BodyPublisher::contentLength).orElse(0L);
    if (length <= 0 || length > Sample.MOST_BYTES) {
      return Optional.empty(); // a publisher without a length cannot be asked twice
    }
    byte[] body = collect(publisher.orElseThrow());
    boolean gzip = request.headers().firstValue("Content-Encoding").orElse("").endsWith("gzip");
    return Optional.of(gzip ? decompressed(body) : body);
  }

  private static byte[] collect(HttpRequest.BodyPublisher publisher) {
    BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            bytes.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer item) {
            bytes.onNext(List.of(item));
          }

          @Override
          public void onError(Throwable failure) {
            bytes.onError(failure);
          }

          @Override
          public void onComplete() {
            bytes.onComplete();
          }
        });
    return bytes.getBody().toCompletableFuture().join();
  }

  private static byte[] decompressed(byte[] body) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readNBytes(Sample.MOST_BYTES + 1);
    } catch (IOException e) {
      if (e instanceof java.util.zip.ZipException || e instanceof java.io.EOFException) {
        return new byte[0]; // no gzip, which is refused
      }
      throw new UncheckedIOException(e);
    }
  }
}
