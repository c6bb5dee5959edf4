package io.audittrail.collector.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that go on sending, but for too long no complete request: a header now and
 * then keeps a connection from being idle, and connections are bounded.
 */
final class SlowHeads extends Handler.Wrapper implements Runnable {
  private static final long SWEEP_MILLIS = 5_000;
  private static final long HEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(HttpLimits.HEAD_MILLIS);

  private final Connector connector;

  /** Jetty counts an answer when it begins, but what is being written may take its time. */
  private final Set<Connection> answering = ConcurrentHashMap.newKeySet();

  private Map<EndPoint, Waiting> waiting = new HashMap<>();

  /** Since when a connection has waited for the request after so many. */
  private record Waiting(long requests, long sinceNanos) {}

  SlowHeads(Connector connector, Handler handler) {
    super(handler);
    this.connector = connector;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    answering.add(connection);
    Request.addCompletionListener(request, failure -> answering.remove(connection));
    return super.handle(request, response, callback);
  }

  /** Begins to watch, once the server has started. */
  void watch() {
    connector.getScheduler().schedule(this, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    Map<EndPoint, Waiting> still = new HashMap<>();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      Connection connection = http(endPoint);
      if (connection != null && !answering.contains(connection)) {
        Waiting now = new Waiting(connection.getMessagesIn(), System.nanoTime());
        Waiting before = waiting.getOrDefault(endPoint, now);
        if (before.requests() != now.requests()) {
          before = now;
        }
        if (now.sinceNanos() - before.sinceNanos() > HEAD_NANOS) {
          endPoint.close();
        } else {
          still.put(endPoint, before);
        }
      }
    }
    waiting = still;
    if (connector.isRunning()) {
      watch();
    }
  }

  /** Only the connection within TLS counts requests. */
  private static @Nullable Connection http(EndPoint endPoint) {
    Connection connection = endPoint.getConnection();
    return connection instanceof SslConnection tls
        ? tls.getSslEndPoint().getConnection()
        : connection;
  }
}
