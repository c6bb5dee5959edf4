package io.audittrail.benchmarks.memory;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.process.Installation;
import io.audittrail.benchmarks.process.TemporaryDirectory;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an application has in use more with delivery or with the agent than without, while no
 * collector answers and the spool is full: the most that they keep.
 */
public final class MemoryPart implements Part {
  private static final String NOBODY = "http://127.0.0.1:9";
  private static final double MIB = 1024 * 1024;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String title() {
    return "What delivery and the agent keep of an application's memory, spools full";
  }

  @Override
  public void measure(Extent extent, Findings findings) throws Exception {
    try (TemporaryDirectory directory = new TemporaryDirectory()) {
      Used alone = run(List.of(), List.of());
      Used delivery = run(List.of(), List.of(NOBODY, directory.resolve("delivery").toString()));
      String agent =
          "-javaagent:%s=url=%s,spoolDirectory=%s,whenFull=DROP,closeTimeoutMillis=0"
              .formatted(
                  Installation.path("audit-agent/target/audit-agent.jar"),
                  NOBODY,
                  directory.resolve("agent"));
      Used both = run(List.of(agent), List.of());
      findings.add(
          Measure.of("heap after a collection, classes, buffers", "MiB")
              .ours("delivery", delivery.own() - alone.own(), Target.atMost(16))
              .ours("agent beside its delivery", both.own() - delivery.own(), Target.atMost(10)));
      findings.add(
          Measure.of("files of a full spool, mapped", "MiB")
              .ours("delivery", delivery.mapped())
              .ours("agent", both.mapped()));
    }
  }

  /** What is in use, in MiB. */
  private record Used(double own, double mapped) {}

  private static Used run(List<String> jvm, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Installation.java(), "-Xmx128m"));
    command.addAll(jvm);
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add(Footprint.class.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
    }
    String[] bytes = said.strip().split(" ", 2);
    return new Used(Long.parseLong(bytes[0]) / MIB, Long.parseLong(bytes[1]) / MIB);
  }
}
