package io.audittrail.benchmarks.emit;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * The logs SDK of OpenTelemetry with its batch processor and an exporter that does nothing: events
 * stay in memory, and those that find the queue full are dropped, untold.
 */
final class OpenTelemetryPeer implements Peer {
  private static final int QUEUE = 65_536;
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("event_type");
  private static final AttributeKey<String> USER = AttributeKey.stringKey("actor_user_id");
  private static final AttributeKey<String> TENANT = AttributeKey.stringKey("actor_tenant_id");
  private static final AttributeKey<String> DATASET = AttributeKey.stringKey("dataset_id");
  private static final AttributeKey<String> PROJECT = AttributeKey.stringKey("project_id");
  private static final AttributeKey<String> OTHER = AttributeKey.stringKey("other_project_id");

  private final SdkLoggerProvider provider =
      SdkLoggerProvider.builder()
          .addLogRecordProcessor(
              BatchLogRecordProcessor.builder(new NoExporter()).setMaxQueueSize(QUEUE).build())
          .build();
  private final Logger logger = provider.get("audit");

  @Override
  public void emit(int number) {
    logger
        .logRecordBuilder()
        .setAttribute(TYPE, StandardEvent.TYPE)
        .setAttribute(USER, StandardEvent.user(number))
        .setAttribute(TENANT, StandardEvent.TENANT)
        .setAttribute(DATASET, StandardEvent.dataset(number))
        .setAttribute(PROJECT, StandardEvent.project(number))
        .setAttribute(OTHER, StandardEvent.otherProject(number))
        .emit();
  }

  @Override
  public void drain() {
    provider.forceFlush().join(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    provider.close();
  }

  /** Takes everything and does nothing. */
  private static final class NoExporter implements LogRecordExporter {
    @Override
    public CompletableResultCode export(Collection<LogRecordData> logs) {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
