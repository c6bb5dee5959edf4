package io.audittrail.collector.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that go on sending, but for too long no complete request: a header now and
 * then keeps a connection from being idle, and connections are bounded.
 */
final class SlowHeads implements Runnable {
  private static final long SWEEP_MILLIS = 5_000;
  private static final long HEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(HttpLimits.HEAD_MILLIS);

  private final Connector connector;
  private final Scheduler scheduler;
  private Map<EndPoint, Waiting> waiting = new HashMap<>();

  /** Since when a connection has waited for the request after so many. */
  private record Waiting(long requests, long sinceNanos) {}

  SlowHeads(Connector connector, Scheduler scheduler) {
    this.connector = connector;
    this.scheduler = scheduler;
  }

  void start() {
    scheduler.schedule(this, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    Map<EndPoint, Waiting> still = new HashMap<>();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      Connection connection = http(endPoint);
      if (connection != null && connection.getMessagesIn() == connection.getMessagesOut()) {
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
      start();
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
