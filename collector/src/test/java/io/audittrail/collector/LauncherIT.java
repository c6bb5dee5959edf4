package io.audittrail.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/collector} runs the jar, and makes the archive with which it starts faster. */
class LauncherIT {
  private static final Path LAUNCHER = Path.of("..", "bin", "collector").toAbsolutePath();

  @TempDir Path temp;

  private ProcessBuilder launcher(String... arguments) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("XDG_CACHE_HOME", temp.resolve("cache").toString());
    builder.environment().put("COLLECTOR_JAVA_OPTS", "-Xmx128m");
    builder
        .environment()
        .put("COLLECTOR_JAR", new File(System.getProperty("collector.jar")).getAbsolutePath());
    return builder;
  }

  private void serve(boolean archived) throws Exception {
    Path errors = temp.resolve("errors");
    Process process =
        launcher("serve", "--data", temp.resolve("data").toString(), "--port", "0")
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).startsWith("listening on ");
      assertThat(process.info().arguments().orElseThrow())
          .contains("-Xmx128m")
          .matches(
              arguments ->
                  archived
                      == Stream.of(arguments).anyMatch(a -> a.startsWith("-XX:SharedArchiveFile")));
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(errors).content().doesNotContainIgnoringCase("warn");
  }

  @Test
  void serve_theSecondTime_startsWithTheArchiveOfTheFirst() throws Exception {
    serve(false);
    awaitArchive();
    serve(true);
  }

  @ParameterizedTest
  @CsvSource({"-Xmx128m, -XX:+UseSerialGC", "-Xmx128m -XX:+UseParallelGC, -XX:+UseParallelGC"})
  void serve_runsWithOneCollectorOfGarbage_ofItsOptionsIfTheyNameOne(String options, String one)
      throws Exception {
    ProcessBuilder launcher =
        launcher("serve", "--data", temp.resolve("data").toString(), "--port", "0");
    launcher.environment().put("COLLECTOR_JAVA_OPTS", options);
    launcher.environment().put("XDG_CACHE_HOME", "/dev/null"); // makes no archive
    Process process = launcher.start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).startsWith("listening on ");
      assertThat(process.info().arguments().orElseThrow())
          .filteredOn(argument -> argument.matches("-XX:\\+Use.*GC"))
          .containsExactly(one);
    } finally {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void awaitArchive() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!hasArchive()) {
      assertThat(System.nanoTime()).as("no archive was made").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private boolean hasArchive() throws IOException {
    Path cache = temp.resolve("cache").resolve("audit-trail");
    if (!Files.isDirectory(cache)) {
      return false;
    }
    try (Stream<Path> files = Files.list(cache)) {
      List<Path> all = files.toList();
      return all.size() == 1
          && Files.exists(all.get(0).resolve("classes.jsa"))
          && Files.exists(all.get(0).resolve("libsqlitejdbc.so"));
    }
  }

  @Test
  void commands_runAsTheyAre() throws Exception {
    Process process = launcher("verify", "--data", temp.resolve("none").toString()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(temp.resolve("cache")).doesNotExist();
  }
}
