package io.audittrail.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does to a connection whatever a test says, for what no real server does. */
final class RawServer implements AutoCloseable {
  /** What to do with a request that was read. */
  interface Script {
    void run(int requestNumber, Socket connection) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger hungUp = new AtomicInteger();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  RawServer(Script script) throws IOException {
    this.script = script;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  String url() {
    return "http://localhost:" + port();
  }

  int port() {
    return server.getLocalPort();
  }

  int requests() {
    return requests.get();
  }

  /** How many connections the client has closed while the script was at work. */
  int hungUp() {
    return hungUp.get();
  }

  List<String> heads() {
    return heads;
  }

  /** Writes an acknowledgement of events. */
  static void acknowledge(Socket connection, int events) throws IOException {
    String body = TestCollector.acknowledge(events).body();
    write(connection, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  static void write(Socket connection, String text) throws IOException {
    OutputStream out = connection.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Waits until the client closes the connection. */
  void awaitHangUp(Socket connection) throws IOException {
    while (connection.getInputStream().read() >= 0) {
      // what else it sends does not matter
    }
    hungUp.incrementAndGet();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        daemon(() -> serve(connection));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (readRequest(in)) {
        script.run(requests.incrementAndGet(), connection);
      }
    } catch (IOException gone) {
      hungUp.incrementAndGet();
    }
  }

  private boolean readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      head.append((char) b);
    }
    heads.add(head.toString());
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:");
    if (at >= 0) {
      int end = lower.indexOf("\r\n", at);
      in.readNBytes(Integer.parseInt(lower.substring(at + 15, end).strip()));
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
