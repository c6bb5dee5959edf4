package io.audittrail.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs programs in Java processes of their own, with exactly the class path that a test names. */
final class JavaProcess {
  private JavaProcess() {}

  /** Returns the class path that has the jars or folders of the given classes and no others. */
  static String pathOf(Class<?>... classes) {
    Set<String> places =
        List.of(classes).stream().map(JavaProcess::placeOf).collect(Collectors.toSet());
    return String.join(System.getProperty("path.separator"), places);
  }

  /** Runs {@code java} with the given arguments and waits until it ends. */
  static Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException(command + " did not end within 60 s");
      }
      return new Result(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How a process ended, and the lines that it wrote. */
  record Result(int exitValue, List<String> out, List<String> err) {}
}
