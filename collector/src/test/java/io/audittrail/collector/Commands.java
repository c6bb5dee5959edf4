package io.audittrail.collector;

import java.io.IOException;

/** Commands of the system that a test may have, or not. */
public final class Commands {
  private Commands() {}

  /** Runs a command; returns whether it is there and succeeds. */
  public static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
