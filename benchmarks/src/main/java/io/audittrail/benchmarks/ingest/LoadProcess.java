package io.audittrail.benchmarks.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.audittrail.benchmarks.process.Installation;
import io.audittrail.benchmarks.process.RunningCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link Load} in a process of its own. */
public final class LoadProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;

  private LoadProcess(Process process) {
    this.process = process;
  }

  /** Starts to send what is planned to a collector. */
  public static LoadProcess start(RunningCollector collector, LoadPlan plan) throws IOException {
    return start(collector, plan, ProcessBuilder.Redirect.INHERIT);
  }

  /** Starts to send to a collector that will be killed: nobody wants to read what it says then. */
  public static LoadProcess startSilently(RunningCollector collector, LoadPlan plan)
      throws IOException {
    return start(collector, plan, ProcessBuilder.Redirect.DISCARD);
  }

  private static LoadProcess start(
      RunningCollector collector, LoadPlan plan, ProcessBuilder.Redirect error) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Installation.java(), "-Xmx128m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Load.class.getName()));
    command.addAll(List.of(collector.url().toString(), collector.token()));
    command.addAll(plan.arguments());
    return new LoadProcess(new ProcessBuilder(command).redirectError(error).start());
  }

  /** Waits until everything is acknowledged. */
  public LoadResult await() throws IOException, InterruptedException {
    byte[] result = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("the load ended with " + process.exitValue());
    }
    return JSON.readValue(result, LoadResult.class);
  }

  /** Sends what is planned to a collector, and waits until everything is acknowledged. */
  static LoadResult run(RunningCollector collector, LoadPlan plan)
      throws IOException, InterruptedException {
    try (LoadProcess load = start(collector, plan)) {
      return load.await();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
