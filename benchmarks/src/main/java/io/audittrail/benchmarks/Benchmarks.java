package io.audittrail.benchmarks;

import io.audittrail.benchmarks.emit.EmitBenchmark;
import io.audittrail.benchmarks.emit.FloorBenchmark;
import io.audittrail.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks with {@code quick}, {@code standard} or {@code full} and writes what was
 * measured into a directory.
 */
public final class Benchmarks {
  private final Extent extent;

  private Benchmarks(Extent extent) {
    this.extent = extent;
  }

  /** Takes the extent and the directory for the results. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("called with: quick|standard|full DIRECTORY");
    }
    Benchmarks benchmarks = new Benchmarks(Extent.of(arguments[0]));
    Report report = Report.of(benchmarks.run());
    report.write(Path.of(arguments[1]), "emit", "What a caller pays for one event, in bursts");
    System.out.println(report.table());
  }

  private Collection<RunResult> run() throws RunnerException {
    List<RunResult> results = new ArrayList<>();
    for (int threads = 1; threads <= extent.threads(); threads++) {
      ChainedOptionsBuilder options = options().threads(threads);
      options.include(EmitBenchmark.class.getName());
      if (threads == 1) {
        options.include(FloorBenchmark.class.getName());
      }
      results.addAll(new Runner(options.build()).run());
    }
    return results;
  }

  private ChainedOptionsBuilder options() {
    return new OptionsBuilder()
        .forks(extent.forks())
        .warmupIterations(extent.warmups())
        .measurementIterations(extent.measurements())
        .warmupTime(TimeValue.milliseconds(extent.millis()))
        .measurementTime(TimeValue.milliseconds(extent.millis()))
        .jvmArgsAppend("-Xmx512m");
  }

  /**
   * How much is run.
   *
   * @param threads runs with one thread and so on, up to this number
   * @param millis how long each iteration takes at least
   */
  private record Extent(int threads, int forks, int warmups, int measurements, int millis) {
    static Extent of(String name) {
      return switch (name) {
        case "quick" -> new Extent(1, 1, 4, 4, 1_000);
        case "standard" -> new Extent(2, 2, 5, 5, 1_000);
        case "full" -> new Extent(2, 5, 5, 10, 2_000);
        default ->
            throw new IllegalArgumentException(
                "the extent was \"" + name + "\", allowed are quick, standard and full");
      };
    }
  }
}
