package io.audittrail.benchmarks.agent;

import io.audittrail.benchmarks.process.Installation;
import java.nio.file.Path;
import java.util.List;

/** The arguments with which a JVM is started that has an agent. */
final class AgentJars {
  /** Events that wait are sent when nothing is measured any more: no batch is ever full. */
  private static final String SENT_AFTER_THE_BURST =
      ",batchDelayMillis=10,batchEvents=10000,batchBytes=8388608";

  private AgentJars() {}

  /** Returns the argument for our agent with its defaults. */
  static List<String> ours(String url, Path spool) {
    return List.of(
        "-javaagent:"
            + Installation.path("audit-agent/target/audit-agent.jar")
            + "=url="
            + url
            + ",spoolDirectory="
            + spool);
  }

  /** Returns the argument for our agent, which sends nothing during a burst. */
  static List<String> oursInBursts(String url, Path spool) {
    return List.of(ours(url, spool).get(0) + SENT_AFTER_THE_BURST);
  }

  /** Returns the arguments for OpenTelemetry's agent, which records spans and exports none. */
  static List<String> openTelemetry() {
    return List.of(
        "-javaagent:" + Installation.path("benchmarks/target/agents/opentelemetry-javaagent.jar"),
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none");
  }
}
