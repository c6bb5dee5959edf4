package io.audittrail.benchmarks.agent;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.emit.AcknowledgingServer;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What attaching the agent adds to the start of a JVM and to its memory. */
public final class AgentPart implements Part {
  /** The places in lists of what is compared. */
  private static final int NONE = 0;

  private static final int OURS = 1;
  private static final int OPEN_TELEMETRY = 2;

  private static final double MEBIBYTE = 1024 * 1024;

  /** The most milliseconds that a start may take longer, by the number of audited classes. */
  private static final Map<Integer, Target> TARGETS =
      Map.of(
          0,
          Target.atMost(50),
          1,
          Target.atMost(350),
          StartedApplication.CLASSES,
          Target.atMost(500));

  @Override
  public String name() {
    return "agent";
  }

  @Override
  public String title() {
    return "What attaching the agent adds to a JVM that says hello";
  }

  @Override
  public void measure(Extent extent, Findings findings) throws Exception {
    try (StartedApplication application = StartedApplication.compiled();
        AcknowledgingServer server = new AcknowledgingServer()) {
      List<List<String>> agents =
          List.of(
              List.of(),
              AgentJars.ours(server.url(), application.spool()),
              AgentJars.openTelemetry());
      for (int classes : new int[] {0, 1, StartedApplication.CLASSES}) {
        boolean allPeers = classes == 1 || extent != Extent.QUICK;
        List<List<Start>> starts =
            starts(
                allPeers ? agents : agents.subList(NONE, OPEN_TELEMETRY),
                application.arguments(classes),
                extent.choose(3, 11, 21));
        String with = classes == 1 ? ", 1 audited class" : ", " + classes + " audited classes";
        findings.add(added("added to a start" + with, starts, Start::millis, TARGETS.get(classes)));
        findings.add(
            added("added until the JVM has ended" + with, starts, Start::wholeMillis, null));
      }
      findings.add(memory(agents, application));
    }
  }

  /** Starts each in turn, so that whatever else the machine does happens to all of them. */
  private static List<List<Start>> starts(
      List<List<String>> agents, List<String> application, int rounds)
      throws IOException, InterruptedException {
    List<List<Start>> starts = new ArrayList<>();
    agents.forEach(agent -> starts.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int agent = 0; agent < agents.size(); agent++) {
        List<String> arguments = new ArrayList<>(agents.get(agent));
        arguments.addAll(application);
        starts.get(agent).add(Start.of(arguments));
      }
    }
    return starts;
  }

  private static Measure added(
      String what,
      List<List<Start>> starts,
      ToDoubleFunction<Start> time,
      @Nullable Target target) {
    double without = median(starts.get(NONE), time);
    double ours = median(starts.get(OURS), time) - without;
    Measure measure = Measure.of(what, "ms");
    measure =
        target == null ? measure.ours("our agent", ours) : measure.ours("our agent", ours, target);
    if (starts.size() > OPEN_TELEMETRY) {
      measure =
          measure.peer("OpenTelemetry agent", median(starts.get(OPEN_TELEMETRY), time) - without);
    }
    return measure.peer("(the JVM without an agent)", without);
  }

  private static double median(List<Start> starts, ToDoubleFunction<Start> time) {
    double[] times = starts.stream().mapToDouble(time).sorted().toArray();
    return times[(times.length - 1) / 2];
  }

  /** Live heap and what lies beside it (classes, their code), after one audited class. */
  private static Measure memory(List<List<String>> agents, StartedApplication application)
      throws IOException, InterruptedException {
    double[] mebibytes = new double[agents.size()];
    for (int agent = 0; agent < mebibytes.length; agent++) {
      List<String> arguments = new ArrayList<>(agents.get(agent));
      arguments.addAll(application.arguments(1));
      arguments.add("memory");
      mebibytes[agent] =
          Start.of(arguments).lines().stream().mapToDouble(Double::parseDouble).sum() / MEBIBYTE;
    }
    return Measure.of("added memory: live heap, classes and code", "MiB")
        .ours("our agent", mebibytes[OURS] - mebibytes[NONE], Target.atMost(10))
        .peer("OpenTelemetry agent", mebibytes[OPEN_TELEMETRY] - mebibytes[NONE])
        .peer("(the JVM without an agent)", mebibytes[NONE]);
  }
}
