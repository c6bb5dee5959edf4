package io.audittrail.collector.http;

import io.audittrail.collector.access.Credentials;
import io.audittrail.collector.endpoint.RequestListener;
import io.audittrail.collector.endpoint.Route;
import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: accepts requests from the moment it is made until it is closed. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** What is read at once: a batch of events in a few pieces instead of dozens. */
  private static final int INPUT_BYTES = 64 * 1024;

  private final Server server;
  private final ServerConnector connector;

  private HttpServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts a server.
   *
   * @param credentials who may ask
   * @param routes what is answered
   * @param listener is told of requests, on the threads that answer them
   * @throws IOException if the port cannot be bound or the files for TLS cannot be used; the
   *     message says so in words for the operator
   */
  public static HttpServer start(
      HttpSettings settings, Credentials credentials, List<Route> routes, RequestListener listener)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(HttpLimits.MAX_THREADS);
    threads.setName("http");
    Server server = new Server(threads);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    http.setInputBufferSize(INPUT_BYTES);
    TlsConnections tls = settings.tls() == null ? null : new TlsConnections(settings.tls());
    ServerConnector connector =
        tls == null
            ? new ServerConnector(server, 1, -1, http)
            : new ServerConnector(server, 1, -1, tls.around(http), http);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(HttpLimits.IDLE_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(HttpLimits.MAX_CONNECTIONS, server));
    Router router = new Router(settings.basePath(), routes);
    server.setErrorHandler(new JsonErrors(router));
    server.setStopTimeout(HttpLimits.STOP_MILLIS);
    SlowHeads heads =
        new SlowHeads(
            connector,
            new Dispatcher(router, new Gate(credentials), listener, settings.publicUrl()));
    server.setHandler(new GracefulHandler(heads));
    HttpServer started = new HttpServer(server, connector);
    try {
      server.start();
    } catch (Exception e) {
      started.close();
      throw new IOException(
          "cannot listen on " + settings.host() + " port " + settings.port() + ": " + reason(e), e);
    }
    heads.watch();
    if (tls != null) {
      tls.watch(server);
    }
    return started;
  }

  /** Returns the port that is bound. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Refuses new requests, finishes those that are being answered, within a bound, and stops. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the HTTP server did not stop cleanly: {}", e.toString());
    }
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HttpLimits.MAX_HEADER_BYTES);
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "collapsing, with any text in a segment",
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));
    return configuration;
  }

  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return String.valueOf(cause.getMessage());
      }
      if (cause instanceof UnresolvedAddressException) {
        return "the name is unknown";
      }
    }
    return failure.toString();
  }
}
