package io.audittrail.benchmarks.emit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the caller pays for one event while queues have room: bursts of {@value #EVENTS} events,
 * each waited for until the peer has brought all of it where it brings events.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EmitBenchmark {
  static final int EVENTS = 20_000;

  @Param({
    "spool in files",
    "spool in memory",
    "Log4j with our appender",
    "Log4j async file",
    "Log4j sync file",
    "Logback async file",
    "OpenTelemetry batch in memory"
  })
  public String peer = "";

  private Path directory = Path.of("");
  private Peer taker = new Nobody();

  @Setup
  public void start() throws IOException {
    directory = Files.createTempDirectory("benchmark");
    taker =
        switch (peer) {
          case "spool in files" -> SpoolPeer.inFiles(directory);
          case "spool in memory" -> SpoolPeer.inMemory();
          case "Log4j with our appender" -> new AppenderPeer(directory);
          case "Log4j async file" -> Log4jPeer.async(directory);
          case "Log4j sync file" -> Log4jPeer.sync(directory);
          case "Logback async file" -> new LogbackPeer(directory);
          case "OpenTelemetry batch in memory" -> new OpenTelemetryPeer();
          default -> throw new IllegalArgumentException("peer was \"" + peer + "\"");
        };
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void emit() {
    for (int i = 0; i < EVENTS; i++) {
      taker.emit(i);
    }
  }

  @TearDown(Level.Invocation)
  public void drain() throws Exception {
    taker.drain();
  }

  @TearDown
  public void stop() throws Exception {
    taker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Stands there before the benchmark begins. */
  private static final class Nobody implements Peer {
    @Override
    public void emit(int number) {
      throw new IllegalStateException("the benchmark has not begun");
    }

    @Override
    public void drain() {}

    @Override
    public void close() {}
  }
}
