package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.cli.intake.EventFile;
import io.audittrail.collector.cli.intake.Intake;
import io.audittrail.collector.cli.intake.Origin;
import io.audittrail.collector.cli.intake.Progress;
import io.audittrail.collector.cli.output.CountPrinter;
import io.audittrail.collector.cli.output.Output;
import io.audittrail.collector.cli.output.OutputFormat;
import io.audittrail.collector.client.CollectorClient;
import io.audittrail.collector.client.QueryPages;
import io.audittrail.collector.store.EventRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code collector import}: takes events in from files or from another collector. */
@Command(
    name = "import",
    description = {
      "Takes events in: pages, exports, JSON lines and logs with events in their lines, gzip or"
          + " not; or all pages of another collector or of the original service.",
      "It can be repeated: what is stored already counts as a duplicate."
    },
    footer = {
      "",
      "What an application logged: (AUDIT_URL and AUDIT_TOKEN are set)",
      "  collector import app.log app.log.1.gz",
      "June from another collector:",
      "  collector import --from-url https://old:8443 --from-token-file old.token \\",
      "      -m 2021-06-01 -M 2021-07-01"
    })
public final class ImportCommand extends EventsCommand {
  private static final String STANDARD_INPUT = "-";

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files to read; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output-format"},
      paramLabel = "FORM",
      description =
          "Writes the numbers to standard output at the end: table, json or csv (default: the"
              + " summary on standard error alone).")
  private @Nullable OutputFormat form;

  @Mixin private SourceOptions source = new SourceOptions();

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() == !source.isGiven()) {
      throw new IllegalArgumentException(
          files.isEmpty()
              ? "nothing to import: give files, - for standard input, or --from-url"
              : "files and --from-url exclude each other");
    }
    files.forEach(ImportCommand::requireReadable);
    source.pageEvents();
    Progress progress = new Progress(this::note);
    Conditions conditions = filter.conditions();
    // Pages come filtered from where they are; files do not.
    Predicate<EventRecord> wanted =
        source.isGiven() || conditions.isNone() ? null : conditions.test();
    Intake intake = new Intake(client(), progress, wanted);
    try {
      take(intake, progress, conditions.json(false));
    } finally {
      progress.summary();
    }
    if (form != null) {
      try (Output output = Output.standard()) {
        new CountPrinter(output, width(), null).print(progress.counted(), form);
      }
    }
    return progress.isComplete() ? 0 : ExitCode.INCOMPLETE;
  }

  private void take(Intake intake, Progress progress, String conditions) throws IOException {
    try {
      if (source.isGiven()) {
        pages(intake, conditions);
      }
      for (String file : files) {
        file(file, intake, progress);
      }
    } finally {
      // What was read before something went wrong is taken in; after a failed post nothing waits.
      intake.flush();
    }
  }

  private static void requireReadable(String file) {
    if (file.startsWith("http://") || file.startsWith("https://")) {
      throw new IllegalArgumentException(
          "FILE was " + file + ", allowed are files: an address is given with --from-url");
    }
    if (file.equals(STANDARD_INPUT)) {
      return;
    }
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("FILE " + file + " does not exist");
    }
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException("FILE " + file + " is a directory, allowed are files");
    }
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException("FILE " + file + " cannot be read");
    }
  }

  private static void file(String file, Intake intake, Progress progress) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      new EventFile("standard input", intake, progress).read(System.in);
      return;
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      new EventFile(file, intake, progress).read(in);
    }
  }

  private void pages(Intake intake, String conditions) throws IOException {
    CollectorClient from = new CollectorClient(source.asker(), this::note);
    QueryPages pages = new QueryPages(from, conditions);
    for (long page = 1; pages.hasNext(); page++) {
      intake.add(pages.next(source.pageEvents()), new Origin(source.name() + " page", page));
    }
  }
}
