package io.audittrail.benchmarks.query;

import io.audittrail.benchmarks.process.HttpConnection;
import io.audittrail.benchmarks.process.RunningCollector;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;

/** Somebody who asks one question after the other over one connection. */
final class Questioner implements AutoCloseable {
  private static final String QUERY = "/api/v1/audit_events/query";
  private static final String COUNT = "/api/v1/audit_events/count";

  private final HttpConnection connection;

  Questioner(RunningCollector collector) throws IOException {
    connection = new HttpConnection(collector.url(), collector.token());
  }

  /** How often something is asked at most, and for how long. */
  record Patience(int times, double seconds) {}

  /** Asks for pages, each with another body, and returns how long each took in nanoseconds. */
  long[] pages(Patience patience, Supplier<String> bodies) throws IOException {
    return ask(QUERY, patience, bodies);
  }

  /** Counts, and returns how long each count took in nanoseconds. */
  long[] counts(Patience patience, String body) throws IOException {
    return ask(COUNT, patience, () -> body);
  }

  private long[] ask(String path, Patience patience, Supplier<String> bodies) throws IOException {
    long[] nanos = new long[patience.times()];
    long end = System.nanoTime() + (long) (patience.seconds() * 1e9);
    int asked = 0;
    while (asked < nanos.length && (asked == 0 || System.nanoTime() < end)) {
      String body = bodies.get();
      long start = System.nanoTime();
      connection.post(path, body);
      nanos[asked++] = System.nanoTime() - start;
    }
    return Arrays.copyOf(nanos, asked);
  }

  /** Asks for one page and returns its answer. */
  String page(String body) throws IOException {
    connection.post(QUERY, body);
    return connection.answer();
  }

  /** Returns where the page after the last answer begins. */
  String continuation() throws IOException {
    return connection.lastValue("\"continuation\":\"");
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
