package io.audittrail.collector;

import io.audittrail.collector.access.Credentials;
import io.audittrail.collector.access.DataDirectory;
import io.audittrail.collector.access.Seal;
import io.audittrail.collector.application.ApplicationRoutes;
import io.audittrail.collector.endpoint.Admission;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.HealthEndpoint;
import io.audittrail.collector.endpoint.Route;
import io.audittrail.collector.endpoint.UserEndpoint;
import io.audittrail.collector.ingest.DiskReserve;
import io.audittrail.collector.ingest.IngestEndpoint;
import io.audittrail.collector.metrics.CollectorMetrics;
import io.audittrail.collector.query.Continuations;
import io.audittrail.collector.query.EventByIdEndpoint;
import io.audittrail.collector.query.QueryEndpoint;
import io.audittrail.collector.query.count.CountEndpoint;
import io.audittrail.collector.query.export.ExportEndpoint;
import io.audittrail.collector.query.follow.FollowEndpoint;
import io.audittrail.collector.query.follow.Followers;
import io.audittrail.collector.query.producer.ProducersEndpoint;
import io.audittrail.collector.store.EventStore;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Everything that the collector answers, made from its parts.
 *
 * @param directory where the keys are
 * @param reserve what is left free on its disk
 * @param store what is written and read
 * @param credentials what gives access tokens
 * @param readers on whose threads the store is read
 * @param followers those who follow it
 * @param metrics what is counted
 */
record Routes(
    DataDirectory directory,
    DiskReserve reserve,
    EventStore store,
    Credentials credentials,
    ExecutorService readers,
    Followers followers,
    CollectorMetrics metrics) {
  private static final String EVENTS = "/api/v1/audit_events";

  /** The longest body of a query. */
  private static final int MAX_QUERY_BYTES = 1024 * 1024;

  private static final String CONTINUATION_KEY = "continuation.key";
  private static final String CURSOR_KEY = "cursor.key";

  /**
   * Returns all routes.
   *
   * @param metricsOpen whether everybody may read the metrics
   */
  List<Route> all(boolean metricsOpen) throws IOException {
    List<Route> routes = new ArrayList<>(auditEvents());
    byte[] cursorKey = directory.key(CURSOR_KEY, Seal.KEY_BYTES);
    routes.addAll(ApplicationRoutes.of(store, credentials, cursorKey, readers));
    routes.addAll(operation(metricsOpen ? Admission.ANYBODY : Admission.READERS));
    return routes;
  }

  private List<Route> auditEvents() throws IOException {
    Continuations continuations =
        new Continuations(directory.key(CONTINUATION_KEY, Continuations.KEY_BYTES));
    return List.of(
        new Route(
            "POST",
            EVENTS,
            Admission.WRITERS,
            WireLimits.MAX_BODY_BYTES,
            new IngestEndpoint(store, reserve, metrics)),
        asking(
            EVENTS + "/query",
            new QueryEndpoint(store, continuations, QueryThreads.hereOr(readers))),
        asking(EVENTS + "/count", new CountEndpoint(store, readers)),
        asking(EVENTS + "/export", new ExportEndpoint(store, readers)),
        reading(
            EVENTS + "/id/{event_id}", Admission.READERS, new EventByIdEndpoint(store, readers)),
        reading(EVENTS + "/follow", Admission.READERS, new FollowEndpoint(followers)),
        reading("/api/v1/producers", Admission.READERS, new ProducersEndpoint(store, readers)),
        reading("/auth/user", Admission.ANY_TOKEN, new UserEndpoint()));
  }

  private List<Route> operation(Admission metricsReaders) {
    return List.of(
        reading("/healthz", Admission.ANYBODY, new HealthEndpoint(Optional::empty, Runnable::run)),
        reading(
            "/readyz",
            Admission.ANYBODY,
            new HealthEndpoint(new Readiness(store, reserve, directory.path()), readers)),
        reading("/metrics", metricsReaders, metrics.endpoint()),
        reading("/openapi.yaml", Admission.ANYBODY, new DescriptionEndpoint()));
  }

  private static Route asking(String path, Endpoint endpoint) {
    return new Route("POST", path, Admission.READERS, MAX_QUERY_BYTES, endpoint);
  }

  private static Route reading(String path, Admission admission, Endpoint endpoint) {
    return new Route("GET", path, admission, 0, endpoint);
  }
}
