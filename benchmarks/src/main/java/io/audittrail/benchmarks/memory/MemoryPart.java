package io.audittrail.benchmarks.memory;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.process.Installation;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
    Path directory = Files.createTempDirectory("benchmark-memory");
    try {
      double alone = run(List.of(), List.of());
      double delivery =
          run(List.of(), List.of(NOBODY, directory.resolve("delivery").toString())) - alone;
      String agent =
          "-javaagent:%s=url=%s,spoolDirectory=%s,whenFull=DROP,closeTimeoutMillis=0"
              .formatted(
                  Installation.path("audit-agent/target/audit-agent.jar"),
                  NOBODY,
                  directory.resolve("agent"));
      double both = run(List.of(agent), List.of()) - alone;
      findings.add(
          Measure.of("heap after a collection, classes, mapped files", "MiB")
              .ours("delivery", delivery, Target.atMost(16))
              .ours("agent with its delivery", both));
      findings.add(
          Measure.of("agent beside its delivery", "MiB")
              .ours("agent", both - delivery, Target.atMost(10)));
    } finally {
      delete(directory);
    }
  }

  private static double run(List<String> jvm, List<String> arguments)
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
    return Long.parseLong(said.strip()) / MIB;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
