package io.audittrail.benchmarks.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks the server of another process how many events it has acknowledged. */
final class ServerCount {
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long PAUSE_MILLIS = 1;

  private final String url;
  private long expected;

  /** Begins to count with what the server has acknowledged until now. */
  ServerCount(String url) throws IOException {
    this.url = url;
    this.expected = read();
  }

  /**
   * Waits until the server has acknowledged so many more than those that were waited for before.
   *
   * @throws IllegalStateException if that takes more than a minute, as when some were dropped
   */
  void awaitMore(int events) throws IOException, InterruptedException {
    expected += events;
    long start = System.nanoTime();
    for (long count = read(); count < expected; count = read()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException(count + " events came of " + expected);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private long read() throws IOException {
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return Long.parseLong(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
