package io.audittrail.collector;

import io.audittrail.collector.access.Credentials;
import io.audittrail.collector.access.DataDirectory;
import io.audittrail.collector.access.Seal;
import io.audittrail.collector.access.TokenStore;
import io.audittrail.collector.application.ApplicationRoutes;
import io.audittrail.collector.endpoint.Admission;
import io.audittrail.collector.endpoint.HealthEndpoint;
import io.audittrail.collector.endpoint.Route;
import io.audittrail.collector.endpoint.UserEndpoint;
import io.audittrail.collector.http.HttpServer;
import io.audittrail.collector.http.HttpSettings;
import io.audittrail.collector.ingest.IngestEndpoint;
import io.audittrail.collector.query.Continuations;
import io.audittrail.collector.query.EventByIdEndpoint;
import io.audittrail.collector.query.QueryEndpoint;
import io.audittrail.collector.query.count.CountEndpoint;
import io.audittrail.collector.query.export.ExportEndpoint;
import io.audittrail.collector.query.follow.FollowEndpoint;
import io.audittrail.collector.query.follow.Followers;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.sqlite.SqliteEventStore;
import io.audittrail.collector.store.sqlite.SqliteStoreSettings;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running collector: the store, the tokens and the server, wired together.
 *
 * <p>It is closed in the other order: first no request is taken any more, then what was taken is
 * stored.
 */
public final class Collector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  /** The longest body of a query. */
  private static final int MAX_QUERY_BYTES = 1024 * 1024;

  private static final String CONTINUATION_KEY = "continuation.key";
  private static final String ACCESS_KEY = "access.key";
  private static final String CURSOR_KEY = "cursor.key";

  private final CollectorSettings settings;
  private final Closing parts = new Closing();
  private final HttpServer server;

  private Collector(CollectorSettings settings) throws IOException {
    this.settings = settings;
    try {
      DataDirectory directory = DataDirectory.open(settings.data());
      EventStore store = parts.add(SqliteEventStore.open(SqliteStoreSettings.in(directory.path())));
      TokenStore tokens = parts.add(TokenStore.open(directory));
      Credentials credentials =
          new Credentials(
              tokens, directory.key(ACCESS_KEY, Seal.KEY_BYTES), InstantSource.system());
      ExecutorService readers = QueryThreads.start();
      parts.add(() -> QueryThreads.stop(readers));
      Followers followers = parts.add(new Followers(store, readers));
      server =
          parts.add(
              HttpServer.start(
                  new HttpSettings(
                      settings.host(),
                      settings.port(),
                      settings.basePath(),
                      settings.publicUrl(),
                      settings.tls()),
                  credentials,
                  routes(directory, store, credentials, readers, followers),
                  new AuthenticationRecorder(store)));
      // Streams have no end of their own: they end first, so that the server need not wait.
      parts.add(followers);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /**
   * Starts a collector; it accepts requests when this returns.
   *
   * @throws IOException if the directory, the tokens, the port or the files for TLS cannot be used
   * @throws io.audittrail.collector.store.StoreUnavailableException if the store cannot be opened,
   *     such as when another collector uses the directory
   */
  public static Collector start(CollectorSettings settings) throws IOException {
    Collector collector = new Collector(settings);
    LOG.info("started with data in {}", settings.data().toAbsolutePath());
    return collector;
  }

  /** Returns the address under which clients reach the collector, with the port that is bound. */
  public String address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    String scheme = settings.tls() == null ? "http" : "https";
    return scheme + "://" + host + ":" + server.port() + settings.basePath();
  }

  /** Stops taking requests, finishes those that run within a bound, and closes the store. */
  @Override
  public void close() {
    parts.close();
    LOG.info("stopped");
  }

  private static List<Route> routes(
      DataDirectory directory,
      EventStore store,
      Credentials credentials,
      ExecutorService readers,
      Followers followers)
      throws IOException {
    List<Route> routes = new ArrayList<>(auditEvents(directory, store, readers, followers));
    byte[] cursorKey = directory.key(CURSOR_KEY, Seal.KEY_BYTES);
    routes.addAll(ApplicationRoutes.of(store, credentials, cursorKey, readers));
    return routes;
  }

  private static List<Route> auditEvents(
      DataDirectory directory, EventStore store, ExecutorService readers, Followers followers)
      throws IOException {
    Continuations continuations =
        new Continuations(directory.key(CONTINUATION_KEY, Continuations.KEY_BYTES));
    return List.of(
        new Route(
            "POST",
            "/api/v1/audit_events",
            Admission.WRITERS,
            WireLimits.MAX_BODY_BYTES,
            new IngestEndpoint(store)),
        new Route(
            "POST",
            "/api/v1/audit_events/query",
            Admission.READERS,
            MAX_QUERY_BYTES,
            new QueryEndpoint(store, continuations, readers)),
        new Route(
            "POST",
            "/api/v1/audit_events/count",
            Admission.READERS,
            MAX_QUERY_BYTES,
            new CountEndpoint(store, readers)),
        new Route(
            "POST",
            "/api/v1/audit_events/export",
            Admission.READERS,
            MAX_QUERY_BYTES,
            new ExportEndpoint(store, readers)),
        new Route(
            "GET",
            "/api/v1/audit_events/id/{event_id}",
            Admission.READERS,
            0,
            new EventByIdEndpoint(store, readers)),
        new Route(
            "GET",
            "/api/v1/audit_events/follow",
            Admission.READERS,
            0,
            new FollowEndpoint(followers)),
        new Route("GET", "/auth/user", Admission.ANY_TOKEN, 0, new UserEndpoint()),
        new Route(
            "GET",
            "/healthz",
            Admission.ANYBODY,
            0,
            new HealthEndpoint(Optional::empty, Runnable::run)),
        new Route(
            "GET",
            "/readyz",
            Admission.ANYBODY,
            0,
            new HealthEndpoint(new Readiness(store, directory.path()), readers)));
  }
}
