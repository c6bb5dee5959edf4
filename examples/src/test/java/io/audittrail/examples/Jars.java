package io.audittrail.examples;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** Where the built jars are. */
public final class Jars {
  private static final Path ROOT = Path.of(System.getProperty("root.directory")).normalize();

  public static final Path COLLECTOR = ROOT.resolve("collector/target/collector.jar");
  public static final Path AGENT = ROOT.resolve("audit-agent/target/audit-agent.jar");

  private static final Path EXAMPLES = ROOT.resolve("examples/target/examples.jar");
  private static final Path LIB = ROOT.resolve("examples/target/lib");
  private static final Path LIB_WITH_LOGBACK = ROOT.resolve("examples/target/lib-with-logback");

  /** The programs of the tests themselves. */
  public static final Path TEST_CLASSES = ROOT.resolve("examples/target/test-classes");

  /** What stands between the entries of a class path. */
  public static final String SEPARATOR = File.pathSeparator;

  private Jars() {}

  /** An application that has the annotations, and no logging library. */
  public static String bare() {
    return classPath(EXAMPLES, LIB.resolve("audit-api.jar"));
  }

  /** An application that logs with Log4j. */
  public static String withLog4j() {
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
