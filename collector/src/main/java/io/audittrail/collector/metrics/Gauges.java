package io.audittrail.collector.metrics;

import io.audittrail.collector.store.EventStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is read at the moment when somebody asks for the metrics.
 *
 * @param store whose statistics to show
 * @param followers says how many follow
 * @param directory on whose disk to look for room
 * @param reserveBytes says how much of it is to stay free
 */
public record Gauges(
    EventStore store, IntSupplier followers, Path directory, LongSupplier reserveBytes) {
  private static final double MILLIS_PER_SECOND = 1_000;

  void register(MeterRegistry registry) {
    Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    add(registry, "audit.store", "events", "Events in the store.", this::events);
    add(
        registry,
        "audit.queue",
        "bytes",
        "Bytes of batches that wait for the writer or are being written.",
        () -> store.statistics().queueBytes());
    add(
        registry,
        "audit.database",
        "bytes",
        "Bytes that the files of the store take on the disk.",
        () -> store.statistics().databaseBytes());
    add(
        registry,
        "audit.disk.free",
        "bytes",
        "Bytes that are free for the collector on the disk of the data directory.",
        () -> directory.toFile().getUsableSpace());
    add(
        registry,
        "audit.disk.reserve",
        "bytes",
        "With fewer bytes free, the collector takes nothing in.",
        reserveBytes::getAsLong);
    add(
        registry,
        "audit.index.lag",
        "events",
        "Events that are stored, and found, but not in the index yet.",
        () -> store.statistics().indexLagEvents());
    add(registry, "audit.followers", null, "Clients that follow the store.", followers::getAsInt);
    add(
        registry,
        "process.start.time",
        "seconds",
        "When the process started, in seconds since 1970.",
        () -> start.toEpochMilli() / MILLIS_PER_SECOND);
    add(
        registry,
        "process.uptime",
        "seconds",
        "How long the process has run.",
        () -> (System.currentTimeMillis() - start.toEpochMilli()) / MILLIS_PER_SECOND);
    buildInfo(registry);
  }

  private long events() {
    return store.statistics().events();
  }

  private static void add(
      MeterRegistry registry,
      String name,
      @Nullable String unit,
      String description,
      Supplier<Number> value) {
    Gauge.builder(name, value).baseUnit(unit).description(description).register(registry);
  }

  private static void buildInfo(MeterRegistry registry) {
    String version = Gauges.class.getPackage().getImplementationVersion();
    Gauge.builder("audit.build.info", () -> 1)
        .description("Always 1; the labels say which collector runs on which Java.")
        .tag("version", version == null ? "unknown" : version)
        .tag("java_version", System.getProperty("java.version", "unknown"))
        .register(registry);
  }
}
