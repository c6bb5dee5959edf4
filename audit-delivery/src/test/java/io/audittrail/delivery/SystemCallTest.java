package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application whose system calls fail, one by one, and that ends without a warning: the next one
 * sends what it left. Nothing is lost that was not counted and told. {@code -Dfault.matrix=true}
 * tries all.
 */
@Timeout(120)
@Tag("long")
class SystemCallTest {
  private static final int EVENTS = 3_000;
  private static final int SEGMENTS = 20;

  @TempDir Path directory;
  private TestCollector collector;
  private Process process;

  /**
   * System calls that fail.
   *
   * @param files whether only for files of the spool, from when it has been opened; else from the
   *     start, for the process does not make such calls for anything else
   */
  private record Fault(String calls, String error, String when, boolean files) {}

  static List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (!Boolean.getBoolean("fault.matrix")) {
      return List.of(
          new Fault("pwrite64", "ENOSPC", "40", false), new Fault("fsync", "EIO", "1+", false));
    }
    for (String when : List.of("1", "2", "20", "60", "20+", "1+")) {
      faults.add(new Fault("pwrite64", when.equals("60") ? "EIO" : "ENOSPC", when, false));
    }
    for (String when : List.of("1", "3", "1+", "1+2")) {
      faults.add(new Fault("fsync,fdatasync", "EIO", when, false));
      faults.add(new Fault("msync", "EIO", when, false));
    }
    faults.add(new Fault("pwrite64,fsync,msync", "EINTR", "1+2", false));
    for (String call : List.of("mkdir", "rename", "ftruncate")) {
      faults.add(new Fault(call, "EIO", "1", false));
    }
    for (String when : List.of("1", "2", "1+2", "1+")) {
      faults.add(new Fault("openat", "EIO", when, true));
      faults.add(new Fault("mmap", "ENOMEM", when, true));
    }
    faults.add(new Fault("pread64,read,write,unlink", "EIO", "1+2", true));
    return faults;
  }

  @BeforeAll
  static void requireStrace() throws Exception {
    try {
      Process strace =
          new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true").start();
      assumeTrue(strace.waitFor() == 0, "strace is not allowed here");
    } catch (IOException e) {
      assumeTrue(false, "there is no strace here");
    }
  }

  @BeforeEach
  void start() throws Exception {
    collector = TestCollector.start();
  }

  @AfterEach
  void stop() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    collector.close();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void fault_thenAnEndAndAnotherProcess_losesNothingUntold(Fault fault) throws Exception {
    List<String> first = run(fault);
    Set<Integer> emitted = numbers(first);
    launch(List.of(), EVENTS, 1, "close");
    go();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();

    Set<Integer> missing = new HashSet<>(emitted);
    missing.removeAll(new HashSet<>(collector.numbers()));
    long dropped =
        first.stream()
            .filter(line -> line.startsWith("dropped "))
            .mapToLong(line -> Long.parseLong(line.substring("dropped ".length())))
            .sum();
    System.out.printf(
        "fault: %s: %d emitted, %d missing, %d dropped, %s%n",
        fault,
        emitted.size(),
        missing.size(),
        dropped,
        first.stream().filter(line -> line.startsWith("told ")).toList());
    assertThat(missing.size()).as(String.join("\n", first)).isLessThanOrEqualTo((int) dropped);
    if (emitted.isEmpty()) {
      assertThat(String.join("\n", first)).contains("spoolDirectory");
    } else {
      assertThat(emitted).hasSize(EVENTS);
    }
    if (dropped > 0) {
      assertThat(first).anyMatch(line -> line.startsWith("told "));
    }
  }

  /** Runs the application with the fault until it ends; returns what it printed. */
  private List<String> run(Fault fault) throws Exception {
    List<String> strace =
        List.of("strace", "-f", "-o", "/dev/null", "-e", "trace=" + fault.calls());
    List<String> command = new ArrayList<>(strace);
    command.addAll(
        List.of(
            "-e", "inject=" + fault.calls() + ":error=" + fault.error() + ":when=" + fault.when()));
    if (!fault.files()) {
      command.add("--seccomp-bpf");
      launch(command, 0, EVENTS, "halt");
      go();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return printed();
    }
    launch(List.of(), 0, EVENTS, "halt");
    eventually("it is ready", () -> printed().stream().anyMatch(line -> line.startsWith("ready")));
    command.addAll(List.of("-p", String.valueOf(process.pid())));
    for (Path file : files()) {
      command.addAll(List.of("-P", file.toString()));
    }
    Path said = directory.resolve("strace");
    Process attached =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    eventually("strace has attached", () -> read(said).contains("attached"));
    go();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    attached.waitFor();
    return printed();
  }

  /** The files of the spool, those that are not there yet as well. */
  private List<Path> files() throws IOException {
    Path spool;
    try (var spools = Files.list(directory.resolve("spools"))) {
      spool = spools.findFirst().orElseThrow();
    }
    List<Path> files = new ArrayList<>(List.of(spool, spool.resolve("acknowledged")));
    for (int n = 0; n < SEGMENTS; n++) {
      files.add(spool.resolve("segment-" + n));
    }
    return files;
  }

  private void launch(List<String> parent, int first, int count, String end) throws IOException {
    List<String> command = new ArrayList<>(parent);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FaultedApplication.class.getName(), collector.url()));
    command.addAll(List.of(directory.resolve("spools").toString(), "" + first, "" + count, end));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
  }

  private void go() throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write('\n');
    } catch (IOException e) {
      // It has ended: it could not make its spool.
    }
  }

  private List<String> printed() {
    return read(directory.resolve("output")).lines().toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Integer> numbers(List<String> lines) {
    Set<Integer> numbers = new HashSet<>();
    for (String line : lines) {
      if (line.matches("[0-9]+")) {
        numbers.add(Integer.valueOf(line));
      }
    }
    return numbers;
  }
}
