package io.audittrail.agent.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A collector that keeps the bodies it gets and acknowledges them, or answers with an error. */
final class RecordingCollector implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private final int status;

  private RecordingCollector(int status, int port) throws IOException {
    this.status = status;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/api/v1/audit_events", this::take);
    server.start();
  }

  static RecordingCollector start() {
    return answering(200);
  }

  static RecordingCollector startAt(int port) {
    return open(200, port);
  }

  static RecordingCollector answering(int status) {
    return open(status, 0);
  }

  private static RecordingCollector open(int status, int port) {
    try {
      return new RecordingCollector(status, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the events of all bodies, in their order. */
  List<JsonNode> events() {
    List<JsonNode> events = new ArrayList<>();
    bodies.forEach(body -> body.path("audit_events").forEach(events::add));
    return events;
  }

  /** Returns the types of all events, in their order. */
  List<String> types() {
    return events().stream().map(event -> event.path("event_type").asText()).toList();
  }

  /** Returns the entries of a side table. */
  List<JsonNode> table(String name) {
    List<JsonNode> entries = new ArrayList<>();
    bodies.forEach(body -> body.path(name).forEach(entries::add));
    return entries;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      String answer = "{\"status\":\"error\",\"message\":\"no\"}";
      if (status == 200) {
        bodies.add(body);
        answer =
            "{\"status\":\"ok\",\"stored\":"
                + body.path("audit_events").size()
                + ",\"duplicates\":0,\"rejected\":[]}";
      }
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
