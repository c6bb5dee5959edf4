package io.audittrail.benchmarks.emit;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Target;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What a caller pays for one event, with JMH. */
public final class EmitPart implements Part {
  private static final String OURS = "spool in files";
  private static final Map<String, Target> RATIOS =
      Map.of(
          "Log4j async file", Target.atLeast(8),
          "OpenTelemetry batch in memory", Target.atLeast(2));

  @Override
  public String name() {
    return "emit";
  }

  @Override
  public String title() {
    return "What a caller pays for one event, in bursts";
  }

  @Override
  public void measure(Extent extent, Findings findings) throws RunnerException {
    for (int threads = 1; threads <= extent.choose(1, 2, 2); threads++) {
      ChainedOptionsBuilder options = options(extent).threads(threads);
      options.include(EmitBenchmark.class.getName());
      Collection<RunResult> results = new Runner(options.build()).run();
      findings.add(measure(threads, results));
    }
    ChainedOptionsBuilder options = options(extent).include(FloorBenchmark.class.getName());
    for (RunResult result : new Runner(options.build()).run()) {
      String method = result.getParams().getBenchmark().replaceAll(".*\\.", "");
      findings.add(Measure.of(inWords(method), "ns").ours(method, nanos(result)));
    }
  }

  private static Measure measure(int threads, Collection<RunResult> results) {
    Measure measure =
        Measure.of("an event, " + threads + (threads == 1 ? " thread" : " threads"), "ns");
    for (RunResult result : results) {
      String peer = result.getParams().getParam("peer");
      if (peer.equals(OURS)) {
        measure = measure.ours(peer, nanos(result), Target.atMost(threads == 1 ? 250 : 350));
      }
    }
    for (RunResult result : results) {
      String peer = result.getParams().getParam("peer");
      @Nullable Target ratio = RATIOS.get(peer);
      if (peer.equals(OURS)) {
        continue;
      }
      measure =
          ratio == null
              ? measure.peer(peer, nanos(result))
              : measure.peer(peer, nanos(result), ratio);
    }
    return measure;
  }

  private static double nanos(RunResult result) {
    return result.getPrimaryResult().getScore();
  }

  /** {@code anEventEncoded} is "an event encoded". */
  private static String inWords(String method) {
    return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static ChainedOptionsBuilder options(Extent extent) {
    TimeValue time = TimeValue.milliseconds(extent.choose(1_000, 1_000, 2_000));
    return new OptionsBuilder()
        .forks(extent.choose(1, 2, 5))
        .warmupIterations(extent.choose(3, 5, 5))
        .measurementIterations(extent.choose(3, 5, 10))
        .warmupTime(time)
        .measurementTime(time)
        .jvmArgsAppend("-Xmx512m");
  }
}
