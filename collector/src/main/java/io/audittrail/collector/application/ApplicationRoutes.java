package io.audittrail.collector.application;

import io.audittrail.collector.access.Credentials;
import io.audittrail.collector.endpoint.Admission;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.Route;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.store.EventStore;
import java.util.List;
import java.util.concurrent.Executor;

/** The routes of contract B. */
public final class ApplicationRoutes {
  private ApplicationRoutes() {}

  /**
   * Returns the routes.
   *
   * @param cursorKey {@link io.audittrail.collector.access.Seal#KEY_BYTES} random bytes, the same
   *     after a restart
   * @param executor on whose threads the store is read; it may refuse
   */
  public static List<Route> of(
      EventStore store, Credentials credentials, byte[] cursorKey, Executor executor) {
    ApplicationReader reader = new ApplicationReader(store);
    ReadRecorder recorder = new ReadRecorder(store);
    CurrentEndpoint current = new CurrentEndpoint(store, executor);
    ApplicationEndpoint application = new ApplicationEndpoint(reader, recorder, executor);
    Endpoint events = new EventsEndpoint(reader, new Cursors(cursorKey), recorder, executor);
    return List.of(
        get("/1/token", Admission.KEY_HOLDERS, new TokenEndpoint(credentials)),
        get("/1/tenants/current", Admission.ANY_TOKEN, current.tenant()),
        get("/1/users/current", Admission.ANY_TOKEN, current.user()),
        get("/1/applications/{id}", Admission.READERS, application.application()),
        get("/1/applications/{id}/eventTypes", Admission.READERS, application.eventTypes()),
        get("/1/applications/{id}/events", Admission.READERS, events));
  }

  private static Route get(String path, Admission admission, Endpoint endpoint) {
    return new Route("GET", path, admission, 0, endpoint);
  }
}
