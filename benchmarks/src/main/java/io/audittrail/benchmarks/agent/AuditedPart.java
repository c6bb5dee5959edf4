package io.audittrail.benchmarks.agent;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.emit.AcknowledgingServer;
import io.audittrail.benchmarks.process.Installation;
import io.audittrail.benchmarks.process.TemporaryDirectory;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What a call of an audited method costs its caller, with JMH. */
public final class AuditedPart implements Part {
  private static final String MEMORY = "-Xmx512m";

  @Override
  public String name() {
    return "audited";
  }

  @Override
  public String title() {
    return "What a call of an audited method costs its caller, in bursts";
  }

  @Override
  public void measure(Extent extent, Findings findings) throws Exception {
    try (AcknowledgingServer server = new AcknowledgingServer();
        TemporaryDirectory directory = new TemporaryDirectory()) {
      List<String> agent = AgentJars.oursInBursts(server.url(), directory.path());
      requireFewBytes(agent, server.url());
      String property = "-D" + AuditedBenchmark.SERVER + "=" + server.url();
      List<String> ours = new ArrayList<>(agent);
      ours.add(property);
      List<Double> audited = new ArrayList<>();
      List<Double> byHand = new ArrayList<>();
      List<Double> traced = new ArrayList<>();
      // In turn, so that whatever else the machine does happens to all of them.
      for (int round = 0; round < extent.choose(1, 3, 5); round++) {
        audited.add(nanos(extent, "audited", ours));
        byHand.add(nanos(extent, "by hand", ours));
        traced.add(nanos(extent, "traced", AgentJars.openTelemetry()));
      }
      findings.add(
          Measure.of("a call with two captured arguments", "ns")
              .ours("audited by the agent", median(audited))
              .peer("the same event emitted by hand", median(byHand))
              .peer("OpenTelemetry agent, @WithSpan", median(traced), Target.atLeast(4)));
      findings.add(
          Measure.of("what the agent adds to its event", "ns")
              .ours("audited less by hand", median(audited) - median(byHand), Target.atMost(60)));
      findings.add(
          Measure.of("a call of a method without annotations", "ns")
              .ours("with the agent", nanos(extent, "plain", ours))
              .peer("without an agent", nanos(extent, "plain", List.of())));
    }
  }

  /** Bytes are the same on every machine: here it fails whoever made them more. */
  private static void requireFewBytes(List<String> agent, String url)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Installation.java(), MEMORY));
    command.addAll(agent);
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), AuditedAllocations.class.getName(), url));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("an audited call allocates more than it may");
    }
  }

  private static double median(List<Double> nanos) {
    return nanos.stream().sorted().toList().get((nanos.size() - 1) / 2);
  }

  /**
   * Measures in a JVM of its own. Of the time of the warm-up, calls take a small part and waiting
   * for the server the rest; and an agent's own code is compiled with what is measured.
   */
  private static double nanos(Extent extent, String method, List<String> arguments)
      throws RunnerException {
    List<String> all = new ArrayList<>(arguments);
    all.add(MEMORY);
    TimeValue time = TimeValue.milliseconds(extent.choose(500, 1_000, 2_000));
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(AuditedBenchmark.class.getName())
        .param("method", method)
        .forks(1)
        .warmupIterations(method.equals("plain") ? 3 : extent.choose(10, 15, 15))
        .measurementIterations(extent.choose(3, 5, 10))
        .warmupTime(time)
        .measurementTime(time)
        .jvmArgs(all.toArray(new String[0]));
    return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
  }
}
