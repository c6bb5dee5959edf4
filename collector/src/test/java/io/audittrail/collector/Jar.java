package io.audittrail.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the built jar. */
public final class Jar {
  private Jar() {}

  /** Where the built jar is. */
  public static Path path() {
    return Path.of(System.getProperty("collector.jar", "target/collector.jar"));
  }

  /** What a run printed, and how it ended. */
  public record Run(int code, String output, String errors) {}

  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ClassArchive.OPTIONS);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar", path().toString()));
    command.addAll(arguments);
    return command;
  }

  /** Runs a command that ends by itself. */
  public static Run run(String... arguments) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(List.of(arguments))).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output, errors);
  }
}
