package io.audittrail.collector.metrics;

import io.audittrail.collector.endpoint.AnsweredRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long requests take, by method, route and class of status: as many timers as that makes. */
final class RequestTimes {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final String OTHER_METHOD = "other";
  private static final String NO_ROUTE = "none";
  private static final Duration[] TIMES =
      CollectorMetrics.millis(5, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000);

  private final MeterRegistry registry;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  private record Kind(String method, String route, int statusClass) {}

  RequestTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  void record(AnsweredRequest request) {
    Kind kind =
        new Kind(
            METHODS.contains(request.method()) ? request.method() : OTHER_METHOD,
            Objects.requireNonNullElse(request.route(), NO_ROUTE),
            request.status() / 100);
    timers.computeIfAbsent(kind, this::timer).record(request.nanos(), TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("audit.http.request.duration")
        .description("Time from the headers of a request to the begin of its answer.")
        .tag("method", kind.method())
        .tag("route", kind.route())
        .tag("status", kind.statusClass() + "xx")
        .serviceLevelObjectives(TIMES)
        .register(registry);
  }
}
