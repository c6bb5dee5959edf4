package io.audittrail.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What Linux says of a process, in {@code /proc}. */
public final class ProcessFigures {
  private final ProcessHandle process;
  private final Path directory;

  /** Makes the figures of a process. */
  public ProcessFigures(ProcessHandle process) {
    this.process = process;
    this.directory = Path.of("/proc", Long.toString(process.pid()));
  }

  /** Returns the time of processors that it has used until now, in all of its threads. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Returns the bytes that it caused to be written to the disk until now; 0 if it has ended. */
  long writtenBytesOrNone() {
    try {
      return number("io", "write_bytes:");
    } catch (IOException ended) {
      return 0;
    }
  }

  /** Returns the most bytes of memory that it had at one time. */
  public long peakBytes() throws IOException {
    return 1_024 * number("status", "VmHWM:");
  }

  private long number(String file, String key) throws IOException {
    for (String line : Files.readAllLines(directory.resolve(file))) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException(directory.resolve(file) + " has no " + key);
  }
}
