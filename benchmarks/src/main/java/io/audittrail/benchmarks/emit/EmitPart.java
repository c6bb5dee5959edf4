package io.audittrail.benchmarks.emit;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.process.TemporaryDirectory;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What a caller pays for one event: bytes, which are counted first, and time, with JMH. */
public final class EmitPart implements Part {
  private static final Map<String, Target> RATIOS =
      Map.of(Taker.LOG4J_ASYNC, Target.atLeast(8), Taker.OPEN_TELEMETRY, Target.atLeast(2));

  /** Those of which something is asked. */
  private static final List<String> ASKED =
      List.of(
          Taker.OURS, Taker.APPENDER, Taker.NO_APPENDER, Taker.LOG4J_ASYNC, Taker.OPEN_TELEMETRY);

  /** The methods of the benchmark, and how the table calls them. */
  private enum Way {
    FILLING("while the spool fills"),
    BURST("burst"),
    SUSTAINED("sustained");

    final String words;

    Way(String words) {
      this.words = words;
    }

    String method() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String name() {
    return "emit";
  }

  @Override
  public String title() {
    return "What a caller pays for one event";
  }

  @Override
  public void measure(Extent extent, Findings findings) throws Exception {
    try (TemporaryDirectory directory = new TemporaryDirectory()) {
      Allocations.measure(directory.path(), findings);
    }
    boolean quick = extent == Extent.QUICK;
    for (int threads = 1; threads <= extent.choose(1, 2, 2); threads++) {
      for (Way way : quick ? List.of(Way.FILLING) : List.of(Way.values())) {
        time(way, threads, extent).forEach(findings::add);
      }
    }
    ChainedOptionsBuilder options = options(extent).include(FloorBenchmark.class.getName());
    for (RunResult result : new Runner(options.build()).run()) {
      String method = result.getParams().getBenchmark().replaceAll(".*\\.", "");
      findings.add(Measure.of(inWords(method), "ns").ours(method, nanos(result)));
    }
  }

  private static List<Measure> time(Way way, int threads, Extent extent) throws RunnerException {
    ChainedOptionsBuilder options = options(extent).threads(threads);
    options.include(EmitBenchmark.class.getName() + "\\." + way.method());
    if (extent == Extent.QUICK) {
      options.param("peer", ASKED.toArray(new String[0]));
    }
    if (way == Way.FILLING) {
      options
          .warmupTime(TimeValue.milliseconds(extent.choose(700, 1_500, 1_500)))
          .measurementTime(TimeValue.milliseconds(extent.choose(700, 1_500, 1_500)))
          .warmupIterations(extent.choose(3, 5, 5));
    }
    Map<String, Double> nanos = new LinkedHashMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      nanos.put(result.getParams().getParam("peer"), nanos(result));
    }
    String suffix = ", " + way.words + ", " + threads + (threads == 1 ? " thread" : " threads");
    return way == Way.FILLING
        ? List.of(withTargets(suffix, threads, nanos), ofTheAppender(suffix, nanos))
        : List.of(withoutTargets(suffix, nanos));
  }

  /** Our own is the first peer. */
  private static Measure withTargets(String suffix, int threads, Map<String, Double> nanos) {
    Measure measure = Measure.of("an event" + suffix, "ns");
    for (Map.Entry<String, Double> figure : nanos.entrySet()) {
      String peer = figure.getKey();
      Target ratio = RATIOS.get(peer);
      if (peer.equals(Taker.OURS)) {
        measure = measure.ours(peer, figure.getValue(), Target.atMost(threads == 1 ? 250 : 350));
      } else if (ratio == null) {
        measure = measure.peer(peer, figure.getValue());
      } else {
        measure = measure.peer(peer, figure.getValue(), ratio);
      }
    }
    return measure;
  }

  /** What is asked of it is no more than the same event costs without Log4j. */
  private static Measure ofTheAppender(String suffix, Map<String, Double> nanos) {
    double direct = nanos.getOrDefault(Taker.OURS, Double.NaN);
    double added =
        nanos.getOrDefault(Taker.APPENDER, Double.NaN)
            - nanos.getOrDefault(Taker.NO_APPENDER, Double.NaN);
    return Measure.of("added to what Log4j costs" + suffix, "ns")
        .ours("our appender", added, Target.atMost(direct));
  }

  private static Measure withoutTargets(String suffix, Map<String, Double> nanos) {
    Measure measure = Measure.of("an event" + suffix, "ns");
    for (Map.Entry<String, Double> figure : nanos.entrySet()) {
      measure =
          figure.getKey().equals(Taker.OURS)
              ? measure.ours(figure.getKey(), figure.getValue())
              : measure.peer(figure.getKey(), figure.getValue());
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
    TimeValue time = TimeValue.milliseconds(extent.choose(400, 1_000, 1_000));
    return new OptionsBuilder()
        .forks(extent.choose(1, 1, 2))
        .warmupIterations(extent.choose(3, 5, 5))
        .measurementIterations(extent.choose(2, 5, 5))
        .warmupTime(time)
        .measurementTime(time)
        .jvmArgsAppend("-Xmx512m");
  }
}
