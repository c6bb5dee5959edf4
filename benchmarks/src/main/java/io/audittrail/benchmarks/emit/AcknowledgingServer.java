package io.audittrail.benchmarks.emit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Acknowledges every event and keeps none: what a caller pays for the spool is measured without
 * what a collector costs. A GET is answered with the number of events so far.
 */
public final class AcknowledgingServer implements AutoCloseable {
  private static final byte[] EVENT = "{\"event_id\"".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong events = new AtomicLong();
  private volatile CountDownLatch answering = new CountDownLatch(0);

  static {
    // Without it, each answer waits 40 ms for an acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Starts a server on a free port of this machine. */
  public AcknowledgingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::acknowledge);
    server.setExecutor(threads);
    server.start();
  }

  /** Returns where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lets requests wait for their answers until {@link #answer()} is called. */
  void hold() {
    answering = new CountDownLatch(1);
  }

  /** Answers those who wait, and everybody from here on. */
  void answer() {
    answering.countDown();
  }

  private void acknowledge(HttpExchange exchange) throws IOException {
    try (exchange) {
      answering.await();
      byte[] answer = answer(exchange).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      return String.valueOf(events.get());
    }
    int stored = count(exchange.getRequestBody().readAllBytes());
    events.addAndGet(stored);
    return "{\"status\":\"ok\",\"stored\":" + stored + ",\"duplicates\":0,\"rejected\":[]}";
  }

  private static int count(byte[] body) {
    int events = 0;
    for (int i = 0; i <= body.length - EVENT.length; i++) {
      if (body[i] == '{' && isEvent(body, i)) {
        events++;
        i += EVENT.length;
      }
    }
    return events;
  }

  private static boolean isEvent(byte[] body, int start) {
    for (int i = 0; i < EVENT.length; i++) {
      if (body[start + i] != EVENT[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
