package io.audittrail.benchmarks.emit;

import io.audittrail.benchmarks.process.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

  private @Nullable TemporaryDirectory directory;
  private Peer taker = new Nobody();

  /** Makes the peer. */
  @Setup
  public void start() throws IOException {
    directory = new TemporaryDirectory();
    Path path = directory.path();
    taker =
        switch (peer) {
          case OURS -> SpoolPeer.inFiles(path);
          case IN_MEMORY -> SpoolPeer.inMemory();
          case APPENDER -> new AppenderPeer(path);
          case NO_APPENDER -> new NoAppenderPeer();
          case LOG4J_ASYNC -> Log4jPeer.async(path);
          case "Log4j sync file" -> Log4jPeer.sync(path);
          case "Logback async file" -> new LogbackPeer(path);
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
    if (directory != null) {
      directory.close();
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
