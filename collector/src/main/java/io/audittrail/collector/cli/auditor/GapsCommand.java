package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.cli.output.GapsPrinter;
import io.audittrail.collector.cli.output.Output;
import io.audittrail.collector.cli.output.OutputFormat;
import io.audittrail.collector.client.ProducerPages;
import io.audittrail.collector.client.body.ProducerBody;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code collector gaps}: shows which numbers of producers are missing. */
@Command(
    name = "gaps",
    description = "Shows which events of producers never arrived, by their numbers.",
    footer = {
      "",
      "Is anything missing? (AUDIT_URL and AUDIT_TOKEN are set)",
      "  collector gaps && echo nothing is missing"
    })
public final class GapsCommand extends AuditorCommand {
  @Option(
      names = {"-o", "--output-format"},
      paramLabel = "FORM",
      description =
          "table (a line for each range), json (a line for each producer) or csv (default: table).")
  private OutputFormat form = OutputFormat.TABLE;

  @Override
  public Integer call() throws IOException {
    ProducerPages pages = new ProducerPages(client());
    long producers = 0;
    long missing = 0;
    try (Output output = Output.standard()) {
      GapsPrinter printer = new GapsPrinter(output, form);
      while (pages.hasNext()) {
        for (ProducerBody producer : pages.next()) {
          printer.print(producer);
          producers++;
          missing += producer.missing();
        }
        output.flush();
      }
    }
    if (missing == 0) {
      note("no number is missing");
      return 0;
    }
    note(String.format(Locale.ROOT, "%,d missing, of %,d %s", missing, producers, noun(producers)));
    return ExitCode.MISSING;
  }

  private static String noun(long producers) {
    return producers == 1 ? "producer" : "producers";
  }
}
