package io.audittrail.collector.cli.upkeep;

import io.audittrail.collector.Upkeep;
import io.audittrail.collector.cli.output.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collector hold}: keeps events from being removed. */
@Command(
    name = "hold",
    description = {
      "Keeps events from being removed: `retain` leaves those that match the filter of any hold.",
      "Works while a collector runs on the data directory or not. Adding and removing a hold become"
          + " events, audit_hold_added and audit_hold_removed."
    },
    mixinStandardHelpOptions = true)
public final class HoldCommand implements Runnable {
  private static final int MOST_REASON_CHARS = 1_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: add, list or remove");
  }

  @Command(
      name = "add",
      description = {
        "Adds a hold and prints its number.",
        "The filter is that of a query; {} holds everything."
      },
      footer = {
        "%nExample:%n",
        "  collector hold add --data /var/lib/audit --reason 'case 17' \\",
        "      --filter '{\"actor_user_ids\":[\"u-1\"]}'"
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int add(
      @Mixin DataOption data,
      @Option(
              names = "--filter",
              required = true,
              paramLabel = "JSON|@FILE",
              description = "What is held, as a filter of a query; @FILE reads it from a file.")
          String filter,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, for those who find the hold later.")
          String reason)
      throws IOException {
    if (reason.isBlank() || reason.length() > MOST_REASON_CHARS) {
      throw new IllegalArgumentException(
          "--reason had "
              + reason.strip().length()
              + " characters, allowed are 1 to "
              + MOST_REASON_CHARS);
    }
    System.out.println(Upkeep.addHold(data.directory(), json(filter), reason));
    return 0;
  }

  private static String json(String filter) throws IOException {
    if (!filter.startsWith("@")) {
      return filter;
    }
    Path file = Path.of(filter.substring(1));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("--filter was " + filter + ", which is no file");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @Command(
      name = "list",
      description = {
        "Prints the holds: number, when it was added, by whom, filter, reason, tabs between them."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int list(@Mixin DataOption data) {
    for (Upkeep.Hold hold : Upkeep.holds(data.directory())) {
      System.out.println(
          String.join(
              "\t",
              hold.number() + "",
              hold.addedAt().toString(),
              VisibleText.of(hold.addedBy()),
              VisibleText.of(hold.filter()),
              VisibleText.of(hold.reason())));
    }
    return 0;
  }

  @Command(
      name = "remove",
      description = "Removes a hold: the next retain may remove what it held.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int remove(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NUMBER", description = "The number of the hold, as list prints it.")
          long number) {
    if (!Upkeep.removeHold(data.directory(), number)) {
      throw new IllegalArgumentException("there is no hold " + number + " in " + data);
    }
    return 0;
  }
}
