package io.audittrail.benchmarks.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * One benchmark with one peer and a number of threads.
 *
 * @param nanos the mean of one operation in nanoseconds
 * @param error half of the interval that holds the mean with a probability of 99.9 %, in
 *     nanoseconds; not a number if there were too few iterations
 */
record Row(String name, int threads, double nanos, double error) {
  static List<Row> of(Collection<RunResult> results) {
    return results.stream().map(Row::of).toList();
  }

  private static Row of(RunResult result) {
    BenchmarkParams params = result.getParams();
    String peer = params.getParam("peer");
    String method = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
    return new Row(
        peer == null ? inWords(method) : peer,
        params.getThreads(),
        result.getPrimaryResult().getScore(),
        result.getPrimaryResult().getScoreError());
  }

  /** {@code anEventEncoded} is "an event encoded". */
  private static String inWords(String method) {
    return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  String label() {
    return threads == 1 ? name : name + ", " + threads + " threads";
  }
}
