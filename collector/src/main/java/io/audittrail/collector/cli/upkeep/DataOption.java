package io.audittrail.collector.cli.upkeep;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names a data directory which is there. */
public final class DataOption {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data directory.")
  private Path directory = Path.of(".");

  /** Returns the directory. */
  public Path directory() {
    return directory;
  }
}
