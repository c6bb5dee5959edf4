package io.audittrail.delivery.tool;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A run of the tool in this process.
 *
 * @param exitCode its exit code
 * @param lines what it printed
 */
public record ToolRun(int exitCode, List<String> lines) {
  /** Runs the tool. */
  public static ToolRun of(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int exitCode = SpoolTool.run(List.of(arguments), out, out);
    return new ToolRun(exitCode, bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }
}
