package io.audittrail.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How operators start a collector. */
public enum Launcher {
  /** The jar alone. */
  JAR("java -jar collector.jar"),
  /** The script, which keeps an archive of classes in a directory beside the data. */
  SCRIPT("bin/collector");

  private static final String HEAP = "-Xmx256m";
  private static final int ARCHIVE_SECONDS = 60;

  private final String command;

  Launcher(String command) {
    this.command = command;
  }

  ProcessBuilder serve(Path data) {
    List<String> serve = List.of("serve", "--data", data.toString(), "--port", "0");
    if (this == JAR) {
      return process(List.of(Installation.java(), HEAP, "-jar", jar()), serve);
    }
    ProcessBuilder process = process(List.of(Installation.path("bin/collector").toString()), serve);
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.environment().put("COLLECTOR_JAR", jar());
    process.environment().put("COLLECTOR_JAVA_OPTS", HEAP);
    process.environment().put("XDG_CACHE_HOME", cache(data).toString());
    return process;
  }

  static ProcessBuilder createToken(Path data) {
    return process(
        List.of(Installation.java(), "-jar", jar(), "token", "create"),
        List.of("--data", data.toString(), "--name", "benchmark", "--permission", "admin"));
  }

  private static ProcessBuilder process(List<String> command, List<String> arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static String jar() {
    return Installation.path("collector/target/collector.jar").toString();
  }

  private static Path cache(Path data) {
    return data.resolveSibling("cache");
  }

  /** Starts a collector once if what makes later starts faster is not there, and waits for it. */
  public void prepare(Path data) throws IOException, InterruptedException {
    if (hasArchive(data)) {
      return;
    }
    RunningCollector.start(data, this).close();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARCHIVE_SECONDS);
    while (this == SCRIPT && !hasArchive(data)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("there is no archive in " + cache(data));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** What the script is still making lies in a directory whose name says so. */
  private static boolean hasArchive(Path data) throws IOException {
    Path archives = cache(data).resolve("audit-trail");
    if (!Files.isDirectory(archives)) {
      return false;
    }
    try (Stream<Path> kept = Files.list(archives)) {
      return kept.filter(directory -> !directory.getFileName().toString().startsWith("making"))
          .anyMatch(directory -> Files.exists(directory.resolve("classes.jsa")));
    }
  }

  @Override
  public String toString() {
    return command;
  }
}
