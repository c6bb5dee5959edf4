package io.audittrail.benchmarks.process;

import java.nio.file.Path;

/** Where things are that are run in processes of their own. */
public final class Installation {
  private Installation() {}

  /**
   * Returns a path below the root of the sources, where everything is built; the system property
   * {@code audit.root} says where that is, by default here.
   */
  public static Path path(String path) {
    return Path.of(System.getProperty("audit.root", ""), path).toAbsolutePath();
  }

  /** Returns the command of the JVM that runs this. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
