package io.audittrail.collector.cli.upkeep;

import io.audittrail.collector.Upkeep;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collector retain}: removes old events, while a collector uses them. */
@Command(
    name = "retain",
    description = {
      "Removes the events of days that are longer ago than a time, while a collector runs on the"
          + " data directory or not. What a hold matches stays (`collector hold`).",
      "What was removed becomes an event, audit_events_removed; verify knows of it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Done, also when there was nothing to remove.",
      "1:Failed. What was removed by then is recorded; the next run goes on.",
      "2:Called wrongly."
    },
    footer = {"%nExample:%n", "  collector retain --data /var/lib/audit --keep 400d --dry-run"},
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RetainCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--keep",
      required = true,
      paramLabel = "TIME",
      converter = Keep.Converter.class,
      description =
          "How long events are kept: whole days (400d), weeks (57w) or years (2y) before today, in"
              + " UTC. At least 1d.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Keep keep;

  @Option(names = "--dry-run", description = "Says what would be removed, and changes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    PrintWriter errors = spec.commandLine().getErr();
    Instant cutoff =
        keep.firstDay(LocalDate.now(ZoneOffset.UTC)).atStartOfDay(ZoneOffset.UTC).toInstant();
    Upkeep.Retained retained =
        Upkeep.retain(data.directory(), cutoff, dryRun, new ProgressLines(errors));
    System.out.println(
        retained.removed()
            + " events before "
            + cutoff
            + (dryRun ? " would be removed, " : " removed, ")
            + retained.heldBack()
            + " held back");
    return 0;
  }
}
