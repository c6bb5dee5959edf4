package io.audittrail.benchmarks.agent;

import io.audittrail.benchmarks.process.TemporaryDirectory;
import io.audittrail.event.AuditContext;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * What a call of a method costs its caller: bursts of {@value #CALLS} calls, after each of which,
 * untimed, all its events are waited for until the server has acknowledged them.
 *
 * <p>What an agent makes of the method depends on the JVM that this is run in: {@link AuditedPart}
 * starts one for each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AuditedBenchmark {
  static final int CALLS = 5_000;

  /** The system property that says where the server is. */
  static final String SERVER = "benchmarks.server";

  @Param({"audited", "by hand", "plain", "traced"})
  public String method = "";

  private @Nullable TemporaryDirectory directory;
  private Reader reader = new PlainReader();
  private @Nullable ServerCount server;
  private AuditContext.Scope actor = AuditContext.actor("nobody", null);

  @Setup
  public void start() throws IOException {
    actor.close();
    actor = AuditContext.actor("1d0258c2440a8d19", "8f14e45fceea167a");
    directory = new TemporaryDirectory();
    String url = System.getProperty(SERVER, "");
    server = method.equals("audited") || method.equals("by hand") ? new ServerCount(url) : null;
    reader =
        switch (method) {
          case "audited" -> new AuditedReader();
          case "by hand" -> new EmittingReader(url, directory.path().toString());
          case "plain" -> new PlainReader();
          case "traced" -> new TracedReader();
          default -> throw new IllegalArgumentException("method was \"" + method + "\"");
        };
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public int call() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += reader.read(Ids.dataset(i), Ids.format(i));
    }
    return sum;
  }

  @TearDown(Level.Invocation)
  public void drain() throws IOException, InterruptedException {
    if (server != null) {
      server.awaitMore(CALLS);
    }
  }

  @TearDown
  public void stop() throws Exception {
    actor.close();
    if (reader instanceof AutoCloseable closeable) {
      closeable.close();
    }
    if (directory != null) {
      directory.close();
    }
  }
}
