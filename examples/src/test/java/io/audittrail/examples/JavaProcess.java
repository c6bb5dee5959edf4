package io.audittrail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM that a test starts, with what it says on standard output and standard error. */
public final class JavaProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  /** Where the homes of users lie, as applications see them: nothing is left in the real one. */
  private static final Path TARGET = Path.of("target");

  private final Process process;
  private final Path output;
  private final Path errors;

  private JavaProcess(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts {@code java} of the given JDK. */
  public static JavaProcess start(
      Path javaHome, Map<String, String> environment, List<String> arguments) throws IOException {
    return start(List.of(), javaHome, environment, arguments);
  }

  /** Starts a command, to which {@code java} of the given JDK and its arguments are added. */
  public static JavaProcess start(
      List<String> before, Path javaHome, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-Duser.home=" + Files.createTempDirectory(TARGET, "home").toAbsolutePath());
    command.addAll(arguments);
    Path output = Files.createTempFile("output", ".txt");
    Path errors = Files.createTempFile("errors", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("AUDIT_CLOSE_TIMEOUT_MILLIS", "60000"); // a busy machine may need it
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    return new JavaProcess(builder.start(), output, errors);
  }

  /** Waits until the process has ended well. */
  public JavaProcess succeed() throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
    assertThat(process.exitValue()).as("exit code, after: %s", errors()).isZero();
    return this;
  }

  /** Returns the rest of the line on standard output that begins so, as soon as it is there. */
  public String awaitLine(String beginning) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      String text = output();
      int start = text.indexOf(beginning);
      int lineEnd = text.indexOf('\n', start);
      if (start >= 0 && lineEnd > start) {
        return text.substring(start + beginning.length(), lineEnd).strip();
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("no line \"" + beginning + "\", but: " + output() + errors());
  }

  /** Waits until the process has said something on standard error. */
  public void awaitError(String what) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!errors().contains(what)) {
      assertThat(System.nanoTime()).as("\"%s\", but: %s", what, errors()).isLessThan(end);
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  /** Ends the process at once, as SIGKILL does, and waits until it is gone. */
  public void kill() throws IOException, InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    close();
  }

  /** Returns whether the process has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  public String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  public String errors() throws IOException {
    return Files.readString(errors, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(output);
    Files.deleteIfExists(errors);
  }
}
