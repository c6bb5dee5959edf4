package io.audittrail.agent.premain;

import io.audittrail.agent.bootstrap.EngineLoader;
import java.io.File;
import java.security.CodeSource;

/**
 * What {@code java -jar audit-agent.jar} starts: {@code spool …}, which looks after what
 * applications with the agent have left on the disk.
 */
public final class AgentCommand {
  private static final int USAGE = 2;

  private AgentCommand() {}

  /**
   * Runs a command and ends the JVM with its exit code; 2 if it was called wrongly.
   *
   * @throws Exception if the jar is not whole
   */
  @SuppressWarnings("SystemOut") // it is a command
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0 || !arguments[0].equals("spool")) {
      System.err.println(
          "usage: java -jar audit-agent.jar spool list|inspect|verify|resend --dir DIR …\n"
              + "       java -javaagent:audit-agent.jar=url=… -jar application.jar");
      System.exit(USAGE);
    }
    CodeSource source = AgentCommand.class.getProtectionDomain().getCodeSource();
    EngineLoader.runSpoolTool(new File(source.getLocation().toURI()), arguments);
  }
}
