package io.audittrail.benchmarks.agent;

import io.audittrail.benchmarks.process.Installation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One start of a JVM.
 *
 * @param millis until it said its first line
 * @param wholeMillis until it had ended
 * @param lines what it said after the first line
 */
record Start(double millis, double wholeMillis, List<String> lines) {
  /** Starts a JVM with the given arguments and waits until it has ended. */
  static Start of(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Installation.java()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    long start = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String first = reader.readLine();
      double millis = (System.nanoTime() - start) / 1e6;
      List<String> lines = reader.lines().toList();
      if (process.waitFor() != 0 || first == null) {
        throw new IllegalStateException(command + " ended with " + process.exitValue());
      }
      return new Start(millis, (System.nanoTime() - start) / 1e6, lines);
    }
  }
}
