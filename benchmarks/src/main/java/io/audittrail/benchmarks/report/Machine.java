package io.audittrail.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where something was measured.
 *
 * @param cores as the JVM sees them
 * @param syncMicros the median of writing 16 KiB into a file that is there and waiting until they
 *     are on the disk, in microseconds
 */
public record Machine(String processor, int cores, String jdk, String system, double syncMicros) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** Returns the machine on which this runs, with the disk of the directory for temporary files. */
  public static Machine here() throws IOException {
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        DiskSync.medianMicros());
  }

  private static String processorName() throws IOException {
    if (!Files.isReadable(PROCESSORS)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s, %s, %,.0f µs for 16 KiB to the disk",
        processor,
        cores,
        jdk,
        system,
        syncMicros);
  }
}
