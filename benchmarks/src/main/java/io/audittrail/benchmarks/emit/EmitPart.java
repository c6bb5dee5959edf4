package io.audittrail.benchmarks.emit;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Target;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What a caller pays for one event, with JMH. */
public final class EmitPart implements Part {
  private static final String BURST = "burst";
  private static final Map<String, Target> RATIOS =
      Map.of(Taker.LOG4J_ASYNC, Target.atLeast(8), Taker.OPEN_TELEMETRY, Target.atLeast(2));

  @Override
  public String name() {
    return "emit";
  }

  @Override
  public String title() {
    return "What a caller pays for one event";
  }

  @Override
  public void measure(Extent extent, Findings findings) throws RunnerException {
    for (int threads = 1; threads <= extent.choose(1, 2, 2); threads++) {
      for (String way : List.of(BURST, "sustained")) {
        ChainedOptionsBuilder options = options(extent).threads(threads);
        options.include(EmitBenchmark.class.getName() + "\\." + way);
        findings.add(measure(way, threads, new Runner(options.build()).run()));
      }
    }
    ChainedOptionsBuilder options = options(extent).include(FloorBenchmark.class.getName());
    for (RunResult result : new Runner(options.build()).run()) {
      String method = result.getParams().getBenchmark().replaceAll(".*\\.", "");
      findings.add(Measure.of(inWords(method), "ns").ours(method, nanos(result)));
    }
  }

  /** Our own is the first peer. Only bursts have targets: what is sustained waits for others. */
  private static Measure measure(String way, int threads, Collection<RunResult> results) {
    Measure measure =
        Measure.of(
            "an event, " + way + ", " + threads + (threads == 1 ? " thread" : " threads"), "ns");
    for (RunResult result : results) {
      String peer = result.getParams().getParam("peer");
      double nanos = nanos(result);
      Target ratio = way.equals(BURST) ? RATIOS.get(peer) : null;
      if (ratio != null) {
        measure = measure.peer(peer, nanos, ratio);
      } else if (!peer.equals(Taker.OURS)) {
        measure = measure.peer(peer, nanos);
      } else if (way.equals(BURST)) {
        measure = measure.ours(peer, nanos, Target.atMost(threads == 1 ? 250 : 350));
      } else {
        measure = measure.ours(peer, nanos);
      }
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
    TimeValue time = TimeValue.milliseconds(extent.choose(400, 1_000, 2_000));
    return new OptionsBuilder()
        .forks(extent.choose(1, 2, 5))
        .warmupIterations(extent.choose(3, 5, 5))
        .measurementIterations(extent.choose(2, 5, 10))
        .warmupTime(time)
        .measurementTime(time)
        .jvmArgsAppend("-Xmx512m");
  }
}
