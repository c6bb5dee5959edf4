package io.audittrail.examples.outage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before a collector and notes when a request of each producer came. */
final class Entrance implements AutoCloseable {
  private static final Pattern PRODUCER = Pattern.compile("\"producer\":\"([^\"]+)\"");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI collector;
  private final Map<String, List<Long>> arrivals = new ConcurrentHashMap<>();

  /** Opens on a port of this machine. */
  Entrance(int port, URI collector) throws IOException {
    this.collector = collector;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::pass);
    server.setExecutor(threads);
    server.start();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      note(new String(body, StandardCharsets.UTF_8), System.nanoTime());
      HttpRequest request =
          HttpRequest.newBuilder(collector.resolve(exchange.getRequestURI()))
              .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(String body, long nanos) {
    Matcher producer = PRODUCER.matcher(body);
    if (producer.find()) {
      arrivals.computeIfAbsent(producer.group(1), p -> new ArrayList<>()).add(nanos);
    }
  }

  /** Returns when requests came, in nanoseconds, by producer; one producer sends one at a time. */
  Map<String, List<Long>> arrivals() {
    return arrivals;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
