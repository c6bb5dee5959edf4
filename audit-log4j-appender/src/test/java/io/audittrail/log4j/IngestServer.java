package io.audittrail.log4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes events in as a collector does, and hands them to a test in the order of their arrival; what
 * delivery reports of itself is left out.
 */
final class IngestServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;
  private static final Path SPOOLS = Path.of(System.getProperty("user.home"), "spools");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
  private final Path spools = SPOOLS.resolve(UUID.randomUUID().toString());
  private volatile int status = 200;

  IngestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/audit_events", this::ingest);
    server.start();
  }

  /** Answers with the given status from now on; only 200 takes events in. */
  void answer(int status) {
    this.status = status;
  }

  /** Returns what an appender needs to send to here alone: the address, and a spool of its own. */
  String attributes() {
    return "url=\"%s\" spoolDirectory=\"%s\" ".formatted(url(), spools);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the next event, and fails if there is none in time. */
  JsonNode next() throws InterruptedException {
    JsonNode event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("an event within %s s", PATIENCE_SECONDS).isNotNull();
    return event;
  }

  /** Returns the next events, and fails if there are too few in time. */
  List<JsonNode> next(int count) throws InterruptedException {
    List<JsonNode> next = new ArrayList<>();
    while (next.size() < count) {
      next.add(next());
    }
    return next;
  }

  /** Returns what has arrived and was not asked for yet. */
  List<JsonNode> rest() {
    List<JsonNode> rest = new ArrayList<>();
    events.drainTo(rest);
    return rest;
  }

  /** Returns the header of the next request, and fails if there is none in time. */
  String nextAuthorization() throws InterruptedException {
    String header = authorizations.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(header).as("a request within %s s", PATIENCE_SECONDS).isNotNull();
    return header;
  }

  private void ingest(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      int answered = status;
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      int stored = answered == 200 ? body.get("audit_events").size() : 0;
      String text =
          answered == 200
              ? "{\"status\":\"ok\",\"stored\":" + stored + ",\"duplicates\":0,\"rejected\":[]}"
              : "{\"status\":\"error\",\"message\":\"as the test wants it\"}";
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answered, bytes.length);
      exchange.getResponseBody().write(bytes);
      if (answered == 200) {
        for (JsonNode event : body.get("audit_events")) {
          if (!event.get("event_type").asText().equals("audit_events_dropped")) {
            events.add(event);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
