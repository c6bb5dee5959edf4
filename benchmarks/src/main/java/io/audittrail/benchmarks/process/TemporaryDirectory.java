package io.audittrail.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A new directory that is deleted with all that is in it: benchmarks leave nothing behind. */
public final class TemporaryDirectory implements AutoCloseable {
  private final Path path;

  /** Makes one among the temporary files of this machine. */
  public TemporaryDirectory() throws IOException {
    path = Files.createTempDirectory("benchmark");
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /** Returns a path below it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
