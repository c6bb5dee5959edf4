package io.audittrail.collector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** System calls of a running process that fail for some files until this is closed. */
final class InjectedFault implements AutoCloseable {
  private final Process strace;

  private InjectedFault(Process strace) {
    this.strace = strace;
  }

  /**
   * Lets calls fail, or skips the test where there is no strace or it is not allowed.
   *
   * @param fault as strace's option {@code --inject} takes it
   */
  static InjectedFault into(Process process, String fault, Path... files)
      throws IOException, InterruptedException {
    assumeTrue(Commands.succeeds("strace", "-o", "/dev/null", "true"), "strace does not work here");
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-o", "/dev/null"));
    command.addAll(List.of("-p", String.valueOf(process.pid()), "-e", "inject=" + fault));
    for (Path file : files) {
      command.addAll(List.of("-P", file.toString()));
    }
    Process strace = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(strace.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    while (line != null && !line.contains("attached")) {
      line = said.readLine();
    }
    assumeTrue(line != null, "strace may not attach to a process here");
    return new InjectedFault(strace);
  }

  @Override
  public void close() throws InterruptedException {
    strace.destroy();
    strace.waitFor();
  }
}
