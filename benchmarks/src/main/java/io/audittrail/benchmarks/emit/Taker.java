package io.audittrail.benchmarks.emit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peer that takes the events of a benchmark; emptied after each iteration, untimed. */
@State(Scope.Benchmark)
public class Taker {
  static final String OURS = "spool in files";
  static final String IN_MEMORY = "spool in memory";
  static final String APPENDER = "Log4j with our appender";
  static final String NO_APPENDER = "Log4j with no appender";
  static final String LOG4J_ASYNC = "Log4j async file";
  static final String OPEN_TELEMETRY = "OpenTelemetry batch in memory";

  @Param({
    OURS,
    IN_MEMORY,
    APPENDER,
    NO_APPENDER,
    LOG4J_ASYNC,
    "Log4j sync file",
    "Logback async file",
    OPEN_TELEMETRY
  })
  public String peer = "";

  private Path directory = Path.of("");
  private Peer taker = new Nobody();

  /** Makes the peer. */
  @Setup
  public void start() throws IOException {
    directory = Files.createTempDirectory("benchmark");
    taker =
        switch (peer) {
          case OURS -> SpoolPeer.inFiles(directory);
          case IN_MEMORY -> SpoolPeer.inMemory();
          case APPENDER -> new AppenderPeer(directory);
          case NO_APPENDER -> new NoAppenderPeer();
          case LOG4J_ASYNC -> Log4jPeer.async(directory);
          case "Log4j sync file" -> Log4jPeer.sync(directory);
          case "Logback async file" -> new LogbackPeer(directory);
          case OPEN_TELEMETRY -> new OpenTelemetryPeer();
          default -> throw new IllegalArgumentException("peer was \"" + peer + "\"");
        };
  }

  final Peer taker() {
    return taker;
  }

  /** Waits until the peer is empty. */
  @TearDown(Level.Iteration)
  public void drain() throws Exception {
    taker.drain();
  }

  /** Ends the peer. */
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
