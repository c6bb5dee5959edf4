package io.audittrail.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A collector that keeps what it takes in and answers as a test says. */
final class TestCollector implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request as it came in. */
  record Request(String path, Map<String, List<String>> headers, JsonNode body, int bodyBytes) {
    @Nullable String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : values.get(0);
    }

    int events() {
      return body.path("audit_events").size();
    }
  }

  /** What to say to a request. */
  interface Answerer {
    Answer answer(Request request) throws Exception;
  }

  /** An answer; status 0 hangs up without one. */
  record Answer(int status, String body, Map<String, String> headers) {
    static Answer of(int status, String body) {
      return new Answer(status, body, Map.of());
    }

    static Answer error(int status, String message) {
      return of(status, "{\"status\":\"error\",\"message\":\"" + message + "\"}");
    }

    Answer header(String name, String value) {
      return new Answer(status, body, Map.of(name, value));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<JsonNode> stored = new CopyOnWriteArrayList<>();
  private volatile Answerer answerer;

  private TestCollector(HttpServer server) {
    this.server = server;
    this.answerer = this::store;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  static TestCollector start() throws IOException {
    return startAt(0);
  }

  static TestCollector startAt(int port) throws IOException {
    return new TestCollector(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
  }

  static TestCollector startTls(SSLContext tls) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new TestCollector(server);
  }

  TestCollector answering(Answerer answerer) {
    this.answerer = answerer;
    return this;
  }

  /** Stores every event and acknowledges it. */
  Answer store(Request request) {
    request.body().path("audit_events").forEach(stored::add);
    return acknowledge(request.events());
  }

  static Answer acknowledge(int events) {
    return Answer.of(
        200, "{\"status\":\"ok\",\"stored\":" + events + ",\"duplicates\":0,\"rejected\":[]}");
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://localhost:" + port();
  }

  List<Request> requests() {
    return requests;
  }

  List<JsonNode> stored() {
    return stored;
  }

  /** The attribute "n" of each event that was stored. */
  List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    stored.stream().filter(e -> e.has("n")).forEach(e -> numbers.add(e.get("n").asInt()));
    return numbers;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = read(exchange);
      requests.add(request);
      Answer answer = answerer.answer(request);
      if (answer.status() == 0) {
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Request read(HttpExchange exchange) {
    try (InputStream in = exchange.getRequestBody()) {
      byte[] raw = in.readAllBytes();
      byte[] plain = raw;
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        plain = new GZIPInputStream(new java.io.ByteArrayInputStream(raw)).readAllBytes();
      }
      return new Request(
          exchange.getRequestURI().toString(),
          exchange.getRequestHeaders(),
          JSON.readTree(plain),
          raw.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
