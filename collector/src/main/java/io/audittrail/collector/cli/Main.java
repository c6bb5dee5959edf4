package io.audittrail.collector.cli;

import io.audittrail.catalogue.Outcome;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.TokensUnavailableException;
import io.audittrail.collector.cli.auditor.CountCommand;
import io.audittrail.collector.cli.auditor.ExitCode;
import io.audittrail.collector.cli.auditor.ExportCommand;
import io.audittrail.collector.cli.auditor.ExportForm;
import io.audittrail.collector.cli.auditor.FollowCommand;
import io.audittrail.collector.cli.auditor.GapsCommand;
import io.audittrail.collector.cli.auditor.ImportCommand;
import io.audittrail.collector.cli.auditor.Order;
import io.audittrail.collector.cli.auditor.QueryCommand;
import io.audittrail.collector.cli.output.OutputClosedException;
import io.audittrail.collector.cli.output.OutputFormat;
import io.audittrail.collector.cli.upkeep.BackupCommand;
import io.audittrail.collector.cli.upkeep.HoldCommand;
import io.audittrail.collector.cli.upkeep.RetainCommand;
import io.audittrail.collector.cli.upkeep.SpoolCommand;
import io.audittrail.collector.cli.upkeep.VerifyCommand;
import io.audittrail.collector.client.CallFailedException;
import io.audittrail.collector.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code collector}.
 *
 * <p>It exits with 0 when it is done, 1 when something cannot be done (the reason is one line on
 * standard error), 2 when it was called wrongly, and 143 or 130 when a signal stopped it. The
 * auditor's commands have more: {@link ExitCode}.
 */
@Command(
    name = "collector",
    description = "Takes audit events in, keeps them, and answers an auditor's questions.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main implements Runnable {
  private static final int CANNOT = 1;
  private static final int CALLED_WRONGLY = 2;

  private static final List<Map.Entry<String, Class<?>>> COMMANDS =
      List.of(
          Map.entry("serve", ServeCommand.class),
          Map.entry("token", TokenCommand.class),
          Map.entry("query", QueryCommand.class),
          Map.entry("count", CountCommand.class),
          Map.entry("follow", FollowCommand.class),
          Map.entry("export", ExportCommand.class),
          Map.entry("import", ImportCommand.class),
          Map.entry("gaps", GapsCommand.class),
          Map.entry("backup", BackupCommand.class),
          Map.entry("verify", VerifyCommand.class),
          Map.entry("retain", RetainCommand.class),
          Map.entry("hold", HoldCommand.class),
          Map.entry("spool", SpoolCommand.class));

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(run(Arguments.asUtf8(arguments)));
  }

  private static int run(String[] arguments) {
    return withCommands(arguments)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .registerConverter(Permission.class, new PermissionConverter())
        .registerConverter(Duration.class, new DurationConverter())
        .registerConverter(Outcome.class, new NameConverter<>(Outcome.class))
        .registerConverter(OutputFormat.class, new NameConverter<>(OutputFormat.class))
        .registerConverter(ExportForm.class, new NameConverter<>(ExportForm.class))
        .registerConverter(Order.class, new NameConverter<>(Order.class))
        .setParameterExceptionHandler(Main::calledWrongly)
        .setExecutionExceptionHandler((failure, command, parsed) -> cannot(failure, command))
        .execute(arguments);
  }

  /**
   * Returns the command line with the command that is called, or with all if it is not clear which:
   * to look at all of them would take half of the time in which a collector starts.
   */
  private static CommandLine withCommands(String[] arguments) {
    String called = arguments.length == 0 ? "" : arguments[0];
    boolean known = COMMANDS.stream().anyMatch(command -> command.getKey().equals(called));
    CommandLine main = new CommandLine(new Main());
    for (Map.Entry<String, Class<?>> command : COMMANDS) {
      if (!known || command.getKey().equals(called)) {
        main.addSubcommand(command.getKey(), command.getValue());
      }
    }
    return main;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: "
            + COMMANDS.stream().map(Map.Entry::getKey).collect(Collectors.joining(", ")));
  }

  private static int calledWrongly(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + oneLine(failure) + " (see " + name + " --help)");
    return CALLED_WRONGLY;
  }

  private static int cannot(Exception failure, CommandLine command) {
    if (failure instanceof OutputClosedException) {
      return 0;
    }
    if (failure instanceof CallFailedException call) {
      command.getErr().println("collector: " + oneLine(failure));
      return ExitCode.of(call);
    }
    if (failure instanceof IllegalArgumentException) {
      command.getErr().println("collector: " + oneLine(failure));
      return CALLED_WRONGLY;
    }
    boolean expected =
        failure instanceof IOException
            || failure instanceof StoreUnavailableException
            || failure instanceof TokensUnavailableException
            || failure instanceof CommandFailedException;
    command.getErr().println("collector: " + (expected ? oneLine(failure) : failure.toString()));
    return CANNOT;
  }

  private static String oneLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"collector " + (version == null ? "(not packaged)" : version)};
    }
  }
}
