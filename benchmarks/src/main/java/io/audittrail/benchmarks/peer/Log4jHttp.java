package io.audittrail.benchmarks.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Log4j's HttpAppender in front of the JDK's server, which keeps nothing. */
final class Log4jHttp implements IngestPeer {
  private static final String APPENDER =
      """
      <Http name="PEER" url="http://127.0.0.1:%d/" ignoreExceptions="false">
        <JsonTemplateLayout eventTemplate='{"time":{"$resolver":"timestamp"},\
      "event":{"$resolver":"message"}}'/>
      </Http>
      """;

  private final AtomicInteger received = new AtomicInteger();

  @Override
  public String name() {
    return "Log4j HttpAppender to a server that keeps nothing";
  }

  @Override
  public int share(int events) {
    return Math.min(events / 1_000, 5_000);
  }

  @Override
  public double rate(int events, Path directory) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::acknowledge);
    server.start();
    try {
      double rate = Log4jLogging.rate(APPENDER.formatted(server.getAddress().getPort()), events);
      if (received.getAndSet(0) != events) {
        throw new IllegalStateException("not every event arrived");
      }
      return rate;
    } finally {
      server.stop(0);
    }
  }

  private void acknowledge(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    received.incrementAndGet();
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
