package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.cli.output.VisibleText;
import io.audittrail.collector.client.CollectorClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command of an auditor has: whom to ask, and how it ends. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = ExitCode.HEADING,
    exitCodeList = {
      ExitCode.DONE_TEXT,
      ExitCode.FAILED_TEXT,
      ExitCode.USAGE_TEXT,
      ExitCode.REFUSED_TEXT,
      ExitCode.UNREACHABLE_TEXT,
      ExitCode.INCOMPLETE_TEXT,
      ExitCode.MISSING_TEXT
    })
abstract class AuditorCommand implements Callable<Integer> {
  private static final int MIN_WIDTH = 40;
  private static final int DEFAULT_WIDTH = 160;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--width",
      paramLabel = "N",
      description =
          "The widest row of a table (default: what COLUMNS says, else " + DEFAULT_WIDTH + ").")
  int widthOption;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  CommandSpec spec;

  /** Returns a client of the collector that the options name. */
  CollectorClient client() {
    return new CollectorClient(connection.asker(), this::note);
  }

  /** Tells a person something, on standard error. */
  void note(String line) {
    spec.commandLine().getErr().println("collector: " + VisibleText.of(line));
  }

  int width() {
    if (widthOption != 0) {
      return Math.max(MIN_WIDTH, widthOption);
    }
    String columns = System.getenv("COLUMNS");
    boolean given = columns != null && columns.matches("[1-9][0-9]{0,4}");
    return given ? Math.max(MIN_WIDTH, Integer.parseInt(columns)) : DEFAULT_WIDTH;
  }
}
