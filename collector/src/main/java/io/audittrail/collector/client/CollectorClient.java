package io.audittrail.collector.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks a collector over HTTP. What may pass (429, 5xx, a connection that is lost) is tried again
 * for a while; what cannot be done is a {@link CallFailedException}. For use by one thread.
 */
public final class CollectorClient {
  static final int CONNECT_SECONDS = 10;

  /** As long as the clients of contract A wait. */
  static final int ANSWER_SECONDS = 240;

  private static final long SILENCE_MILLIS = 60_000;

  /** A search through attributes may find nothing for long. */
  private static final long STREAM_SILENCE_MILLIS = 900_000;

  private static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;

  static {
    // A collector closes a connection after 30 s of silence; the JDK would use it again after that.
    System.setProperty(
        "jdk.httpclient.keepalive.timeout",
        System.getProperty("jdk.httpclient.keepalive.timeout", "20"));
  }

  private final Asker asker;
  private final Failures failures;
  private final Patience patience;
  private final HttpClient http;

  /** Makes a client; it connects when it is first asked. */
  public CollectorClient(Asker asker, Notes notes) {
    this.asker = asker;
    this.failures = new Failures(asker);
    this.patience = new Patience(notes);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS));
    if (asker.tls() != null) {
      builder.sslContext(asker.tls());
    }
    this.http = builder.build();
  }

  /**
   * Posts JSON and returns the whole answer, which is JSON with status 200.
   *
   * @throws IOException if there is no such answer, or it is longer than 64 MiB
   */
  public byte[] post(String path, byte[] body) throws IOException {
    return json(posted(path, body));
  }

  /**
   * Gets a whole answer, which is JSON with status 200.
   *
   * @throws IOException if there is no such answer, or it is longer than 64 MiB
   */
  public byte[] get(String path) throws IOException {
    return json(request(path).GET().build());
  }

  private byte[] json(HttpRequest request) throws IOException {
    return patience.repeat(
        () -> {
          try (InputStream answer = send(request, "application/json", SILENCE_MILLIS)) {
            byte[] bytes = answer.readNBytes(MAX_ANSWER_BYTES + 1);
            if (bytes.length > MAX_ANSWER_BYTES) {
              throw CallFailedException.notCollector(
                  asker + " answered with more than " + MAX_ANSWER_BYTES + " bytes");
            }
            return bytes;
          } catch (IOException e) {
            throw failures.of(e);
          }
        });
  }

  /** Posts JSON and returns an answer of the given type that is read as it comes. */
  public InputStream postForStream(String path, byte[] body, String type) throws IOException {
    HttpRequest request = posted(path, body);
    return patience.repeat(() -> send(request, type, STREAM_SILENCE_MILLIS));
  }

  /** Gets server-sent events once, without another try. */
  InputStream events(String path, long silenceMillis) throws IOException {
    HttpRequest request = request(path).GET().header("Accept", "text/event-stream").build();
    return send(request, "text/event-stream", silenceMillis);
  }

  Patience patience() {
    return patience;
  }

  Failures failures() {
    return failures;
  }

  private HttpRequest posted(String path, byte[] body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(asker.resolve(path))
        .timeout(Duration.ofSeconds(ANSWER_SECONDS))
        .header("User-Agent", "audit-trail-collector")
        .header("Authorization", "Bearer " + asker.token());
  }

  private InputStream send(HttpRequest request, String type, long silenceMillis)
      throws CallFailedException {
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw failures.of(answer);
      }
      String contentType = Failures.contentType(answer);
      if (!contentType.toLowerCase(Locale.ROOT).startsWith(type)) {
        answer.body().close();
        throw failures.notCollector(200, contentType);
      }
      return new WatchedStream(answer.body(), silenceMillis);
    } catch (IOException e) {
      throw failures.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.of(new InterruptedIOException("interrupted"));
    }
  }
}
