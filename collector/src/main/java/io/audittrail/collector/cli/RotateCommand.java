package io.audittrail.collector.cli;

import io.audittrail.collector.access.TokenStore;
import io.audittrail.collector.cli.upkeep.DataOption;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code collector token rotate}: a new token for an old one, without an outage. */
@Command(
    name = "rotate",
    description = {
      "Makes a new token in the place of one, and prints it, and nothing else, on standard output.",
      "Both are let in until the overlap ends; then the old one expires."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RotateCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--overlap",
      paramLabel = "TIME",
      defaultValue = "24h",
      description =
          "How long the old token lives on: a number and s, m, h or d (default: ${DEFAULT-VALUE}).")
  private Duration overlap = Duration.ZERO;

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      description = "After how long the new token expires; by default as long as the old one was.")
  private @Nullable Duration lifetime;

  @Parameters(paramLabel = "NAME", description = "The name of the token.")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    try (TokenStore tokens = TokenCommand.existing(data.directory())) {
      String text =
          tokens
              .rotate(name, overlap, lifetime)
              .orElseThrow(
                  () ->
                      new CommandFailedException(
                          "no token has the name \"" + name + "\" (see collector token list)"));
      System.out.println(text);
    }
    return 0;
  }
}
