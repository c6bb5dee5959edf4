package io.audittrail.benchmarks.ingest;

import io.audittrail.benchmarks.process.RunningCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A data directory that a load filled, which several parts measure one after the other. */
public final class LoadedStore implements AutoCloseable {
  private final Path directory;
  private long events;

  /** Makes a directory that is empty. */
  public LoadedStore() throws IOException {
    directory = Files.createTempDirectory("benchmark-store");
  }

  /** Returns the data directory, which {@link #fill} fills. */
  public Path data() {
    return directory.resolve("data");
  }

  /** Returns how many events were sent, by which their values are spread; 0 for none as yet. */
  public long events() {
    return events;
  }

  void filled(long count) {
    events = count;
  }

  /** Fills it unless that was done, without figures. */
  public void fill(long count) throws IOException, InterruptedException {
    if (events > 0) {
      return;
    }
    try (RunningCollector collector = RunningCollector.start(data())) {
      LoadProcess.run(collector, LoadPlan.of(count));
      collector.awaitIndex();
    }
    filled(count);
  }

  long bytes(String file) throws IOException {
    return Files.size(data().resolve(file));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
