package io.audittrail.collector.cli.upkeep;

import io.audittrail.collector.Upkeep;
import io.audittrail.collector.cli.auditor.ExitCode;
import io.audittrail.collector.store.StoreCheck;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collector verify}: checks a whole store and changes nothing. */
@Command(
    name = "verify",
    description = {
      "Checks the events of a data directory or of a backup, while a collector runs on it or not,"
          + " and changes nothing.",
      "Prints a line for each check, and what is damaged."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Everything is whole.",
      "1:It cannot be checked, such as when it is not there.",
      "2:Called wrongly.",
      "5:Something is damaged."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class VerifyCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--quick",
      description = "Reads the last 100,000 events alone and counts the others.")
  private boolean quick;

  @Override
  public Integer call() {
    PrintWriter errors = spec.commandLine().getErr();
    List<StoreCheck> checks = Upkeep.verify(data.directory(), quick, new ProgressLines(errors));
    checks.forEach(VerifyCommand::print);
    boolean whole = checks.stream().allMatch(StoreCheck::isWhole);
    System.out.println(whole ? "whole" : "damaged");
    return whole ? 0 : ExitCode.INCOMPLETE;
  }

  private static void print(StoreCheck check) {
    System.out.println(
        check.name()
            + ": "
            + (check.isWhole() ? "ok" : check.damages() + " damaged")
            + ", "
            + check.found());
    check.examples().forEach(example -> System.out.println("  " + example));
    if (check.hasMore()) {
      System.out.println("  and more");
    }
  }
}
