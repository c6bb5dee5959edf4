package io.audittrail.collector.cli;

/** How much is logged to standard error. */
enum LogLevel {
  error,
  warn,
  info,
  debug,
  trace;

  private static final String PREFIX = "org.slf4j.simpleLogger.";

  /** Sets the level; counts only before the first logger is made. */
  void apply() {
    System.setProperty(PREFIX + "defaultLogLevel", name());
    System.setProperty(PREFIX + "showDateTime", "true");
    System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(PREFIX + "showThreadName", "false");
    System.setProperty(PREFIX + "showShortLogName", "true");
    if (this == info) {
      // Jetty's information is about its own parts.
      System.setProperty(PREFIX + "log.org.eclipse.jetty", warn.name());
    }
  }
}
