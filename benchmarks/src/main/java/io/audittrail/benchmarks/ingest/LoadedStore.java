package io.audittrail.benchmarks.ingest;

import io.audittrail.benchmarks.process.RunningCollector;
import io.audittrail.benchmarks.process.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data directory that a load filled, which several parts measure one after the other. */
public final class LoadedStore implements AutoCloseable {
  private final TemporaryDirectory directory = new TemporaryDirectory();
  private LoadPlan last = LoadPlan.of(0);
  private int rate;

  /** Makes a directory that is empty. */
  public LoadedStore() throws IOException {}

  /** Returns the data directory, which {@link #fill} fills. */
  public Path data() {
    return directory.resolve("data");
  }

  void filled(LoadPlan plan, double eventsPerSecond) {
    last = plan;
    rate = (int) eventsPerSecond;
  }

  /** Fills it with so many events unless that was done, without figures. */
  public void fill(long events) throws IOException, InterruptedException {
    if (last.events() > 0) {
      return;
    }
    LoadPlan plan = LoadPlan.of(events);
    try (RunningCollector collector = RunningCollector.start(data())) {
      filled(plan, LoadProcess.run(collector, plan).rate());
      collector.awaitIndex();
    }
  }

  /** Returns a plan for events that come after all that were planned. */
  public LoadPlan more(long events, int eventsPerSecond) {
    last = last.more(events, eventsPerSecond);
    return last;
  }

  /** Returns how many events it was filled with, all that were planned later not included. */
  public long events() {
    return last.of();
  }

  /** Returns how many events have been planned. */
  long sent() {
    return last.first() + last.events();
  }

  /** Returns how many events a second were acknowledged when it was filled. */
  public int rate() {
    return rate;
  }

  long bytes(String file) throws IOException {
    return Files.size(data().resolve(file));
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
