package io.audittrail.collector.cli.upkeep;

import io.audittrail.collector.Upkeep;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collector backup}: copies a data directory while a collector uses it. */
@Command(
    name = "backup",
    description = {
      "Copies a data directory, while a collector runs on it or not, and verifies the copy.",
      "Every event that was acknowledged before it began is in it; `serve --data DIR2` starts from"
          + " it. Until it is whole, the copy is in DIR2.partial."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BackupCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR2",
      description = "Where the copy will be: a directory that is not there or empty.")
  private Path to = Path.of(".");

  @Override
  public Integer call() throws IOException {
    PrintWriter errors = spec.commandLine().getErr();
    Upkeep.Backup backup = Upkeep.backup(data.directory(), to, new ProgressLines(errors));
    System.out.println(
        backup.events()
            + " events, last sequence "
            + backup.lastSequence()
            + ", "
            + backup.bytes()
            + " bytes");
    return 0;
  }
}
