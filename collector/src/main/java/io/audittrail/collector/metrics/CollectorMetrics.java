package io.audittrail.collector.metrics;

import io.audittrail.collector.endpoint.AnsweredRequest;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.FailedAuthentication;
import io.audittrail.collector.endpoint.RequestListener;
import io.audittrail.collector.ingest.IngestListener;
import io.audittrail.collector.store.StoreListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The collector's metrics: hears of batches, commits and requests, and counts them. What is a state
 * rather than an event is read by {@link Gauges} when somebody asks. {@code docs/metrics.md} lists
 * all of them. Safe for use by any thread.
 */
public final class CollectorMetrics implements StoreListener, IngestListener, RequestListener {
  private static final double[] BATCH_EVENTS = {1, 10, 100, 1_000, 10_000};
  private static final double[] BATCH_BYTES = {
    1_024, 16_384, 131_072, 1_048_576, 2_097_152, 8_388_608
  };
  private static final Duration[] COMMIT_TIMES = millis(1, 3, 10, 30, 100, 300, 1_000, 3_000);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RequestTimes requests = new RequestTimes(registry);
  private final Counter stored =
      counter("audit.events.stored", "Events stored, those that the collector records included.");
  private final Counter duplicates =
      counter("audit.events.duplicates", "Events that were stored already, with the same content.");
  private final Counter conflicts = rejected("conflict");
  private final Counter invalid = rejected("invalid");
  private final Counter failedBatches =
      counter("audit.batches.failed", "Batches that the store could not write.");
  private final Counter failedAuthentications =
      counter("audit.authentications.failed", "Requests that were answered with 401.");
  private final DistributionSummary batchEvents =
      DistributionSummary.builder("audit.batch.events")
          .baseUnit("events")
          .description("Events in an ingest request, those that were rejected included.")
          .serviceLevelObjectives(BATCH_EVENTS)
          .register(registry);
  private final DistributionSummary batchBytes =
      DistributionSummary.builder("audit.batch.bytes")
          .baseUnit("bytes")
          .description("Length of the body of an ingest request, decompressed.")
          .serviceLevelObjectives(BATCH_BYTES)
          .register(registry);
  private final Timer commits =
      Timer.builder("audit.commit.duration")
          .description("Time of a transaction of the store, from its begin to its full sync.")
          .serviceLevelObjectives(COMMIT_TIMES)
          .register(registry);

  /** Makes metrics that are all zero. */
  public CollectorMetrics() {}

  /** Adds what is read from the given parts when somebody asks. */
  public void read(Gauges gauges) {
    gauges.register(registry);
  }

  /** Returns who answers {@code GET /metrics}. */
  public Endpoint endpoint() {
    return new MetricsEndpoint(registry);
  }

  @Override
  public void committed(Commit commit) {
    commits.record(commit.nanos(), TimeUnit.NANOSECONDS);
    stored.increment(commit.stored());
    duplicates.increment(commit.duplicates());
    conflicts.increment(commit.conflicts());
  }

  @Override
  public void failed(int batches) {
    failedBatches.increment(batches);
  }

  @Override
  public void answered(int events, int bytes, int rejected) {
    batchEvents.record(events);
    batchBytes.record(bytes);
    invalid.increment(rejected);
  }

  @Override
  public void failed(FailedAuthentication failure) {
    failedAuthentications.increment();
  }

  @Override
  public void answered(AnsweredRequest request) {
    requests.record(request);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Counter rejected(String reason) {
    return Counter.builder("audit.events.rejected")
        .description(
            "Events that were rejected: invalid, or in conflict with one that is stored under the"
                + " same id and time, or the same number of a producer.")
        .tag("reason", reason)
        .register(registry);
  }

  static Duration[] millis(int... millis) {
    Duration[] durations = new Duration[millis.length];
    for (int i = 0; i < millis.length; i++) {
      durations[i] = Duration.ofMillis(millis[i]);
    }
    return durations;
  }
}
