package io.audittrail.collector.cli.upkeep;

import io.audittrail.delivery.tool.SpoolTool;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code collector spool}: the tool for the spools of applications, which the agent's jar has too.
 */
@Command(
    name = "spool",
    description = "Looks at the spools of applications, and sends rejected events again.")
public final class SpoolCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    int exitCode = SpoolTool.run(arguments, out, System.err);
    out.flush();
    return exitCode;
  }
}
