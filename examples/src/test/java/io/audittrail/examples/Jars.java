package io.audittrail.examples;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** Where the built jars are. */
final class Jars {
  private static final Path ROOT = Path.of(System.getProperty("root.directory")).normalize();

  static final Path COLLECTOR = ROOT.resolve("collector/target/collector.jar");
  static final Path AGENT = ROOT.resolve("audit-agent/target/audit-agent.jar");

  private static final Path EXAMPLES = ROOT.resolve("examples/target/examples.jar");
  private static final Path LIB = ROOT.resolve("examples/target/lib");
  private static final Path LIB_WITH_LOGBACK = ROOT.resolve("examples/target/lib-with-logback");

  private Jars() {}

  /** An application that has the annotations, and no logging library. */
  static String bare() {
    return classPath(EXAMPLES, LIB.resolve("audit-api.jar"));
  }

  /** An application that logs with Log4j. */
  static String withLog4j() {
    return classPath(EXAMPLES, LIB.resolve("*"));
  }

  /** An application that logs with Logback, and has its configuration before the examples. */
  static String withLogback() {
    return classPath(EXAMPLES, LIB_WITH_LOGBACK.resolve("*"));
  }

  private static String classPath(Path... entries) {
    return String.join(File.pathSeparator, List.of(entries).stream().map(Path::toString).toList());
  }
}
