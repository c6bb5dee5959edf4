package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.annotation.Audited;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real JVM with a small application and the real jar of the agent. */
final class AgentProcess {
  private static final long MAX_SECONDS = 120;

  private final List<String> jvmArguments = new ArrayList<>();
  private final List<String> classPath = new ArrayList<>();
  private final List<String> program = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private String agentArguments = "";

  /** What a process left behind. */
  record Ended(int exitCode, List<String> out, List<String> err) {
    Ended requireSuccess() {
      assertThat(exitCode).as("exit code, standard error: %s", err).isZero();
      return this;
    }

    /** Returns what the agent told. */
    List<String> told() {
      return err.stream().filter(line -> line.startsWith("audit-agent: ")).toList();
    }
  }

  private AgentProcess() {
    environment.put("AUDIT_CLOSE_TIMEOUT_MILLIS", "60000"); // a busy machine may need it
    classPath.add(placeOf(AgentProcess.class));
    classPath.add(placeOf(Audited.class));
  }

  /** Runs a main class of the test sources, with no library but the API. */
  static AgentProcess of(Class<?> main, String... arguments) {
    AgentProcess process = new AgentProcess();
    process.program.add(main.getName());
    process.program.addAll(List.of(arguments));
    return process;
  }

  /** Runs a named module. */
  static AgentProcess ofModule(String moduleAndMain, Path modulePath) {
    AgentProcess process = new AgentProcess();
    process.classPath.clear();
    process.jvmArguments.add("-p");
    process.jvmArguments.add(modulePath + File.pathSeparator + placeOf(Audited.class));
    process.program.add("-m");
    process.program.add(moduleAndMain);
    return process;
  }

  AgentProcess agent(String arguments) {
    agentArguments = arguments;
    return this;
  }

  AgentProcess jvm(String... arguments) {
    jvmArguments.addAll(List.of(arguments));
    return this;
  }

  AgentProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Adds the libraries whose files begin with the given names to the class path. */
  AgentProcess libraries(String... names) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String file = Path.of(entry).getFileName().toString();
      if (Arrays.stream(names).anyMatch(file::startsWith)) {
        classPath.add(entry);
      }
    }
    return this;
  }

  AgentProcess classPath(Path entry) {
    classPath.add(entry.toString());
    return this;
  }

  /** Runs the process to its end. */
  Ended run() {
    try {
      Path out = Files.createTempFile("agent-it", ".out");
      Path err = Files.createTempFile("agent-it", ".err");
      environment.putIfAbsent(
          "AUDIT_SPOOL_DIRECTORY",
          Files.createTempDirectory(Path.of("target").toAbsolutePath(), "spools").toString());
      ProcessBuilder builder =
          new ProcessBuilder(command()).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + Files.readString(err));
      }
      Ended ended =
          new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
      Files.delete(out);
      Files.delete(err);
      return ended;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("test.java.home"), "bin", "java").toString());
    String agent = System.getProperty("agent.jar");
    command.add("-javaagent:" + agent + (agentArguments.isEmpty() ? "" : "=" + agentArguments));
    command.add("-Xverify:all");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(jvmArguments);
    if (!classPath.isEmpty()) {
      command.add("-cp");
      command.add(classPath.stream().collect(Collectors.joining(File.pathSeparator)));
    }
    command.addAll(program);
    return command;
  }

  /** Returns the jar or directory that a class comes from. */
  static String placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
