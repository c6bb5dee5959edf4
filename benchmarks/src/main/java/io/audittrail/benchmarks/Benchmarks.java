package io.audittrail.benchmarks;

import io.audittrail.benchmarks.emit.EmitBenchmark;
import io.audittrail.benchmarks.emit.FloorBenchmark;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks: {@code quick}, {@code standard} or {@code full}. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] arguments) throws RunnerException {
    Extent extent = Extent.of(arguments.length == 0 ? "quick" : arguments[0]);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(EmitBenchmark.class.getName())
            .include(FloorBenchmark.class.getName())
            .addProfiler(GCProfiler.class)
            .forks(extent.forks())
            .warmupIterations(extent.warmups())
            .measurementIterations(extent.measurements())
            .warmupTime(TimeValue.milliseconds(extent.millis()))
            .measurementTime(TimeValue.milliseconds(extent.millis()))
            .jvmArgsAppend("-Xmx512m")
            .resultFormat(ResultFormatType.JSON)
            .result(Path.of("benchmarks", "target", "emit.json").toString());
    new Runner(options.build()).run();
  }

  /**
   * How much is run.
   *
   * @param millis how long each iteration takes at least
   */
  private record Extent(int forks, int warmups, int measurements, int millis) {
    static Extent of(String name) {
      return switch (name) {
        case "quick" -> new Extent(1, 2, 3, 700);
        case "standard" -> new Extent(2, 5, 5, 1_000);
        case "full" -> new Extent(5, 5, 10, 2_000);
        default ->
            throw new IllegalArgumentException(
                "the extent was \"" + name + "\", allowed are quick, standard and full");
      };
    }
  }
}
