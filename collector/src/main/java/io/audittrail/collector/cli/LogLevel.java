package io.audittrail.collector.cli;

import java.util.Locale;

/** How much is logged to standard error. */
enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  private static final String PREFIX = "org.slf4j.simpleLogger.";

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Sets the level; counts only before the first logger is made. */
  void apply() {
    System.setProperty(PREFIX + "defaultLogLevel", toString());
    System.setProperty(PREFIX + "showDateTime", "true");
    System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(PREFIX + "showThreadName", "false");
    System.setProperty(PREFIX + "showShortLogName", "true");
    if (this == INFO) {
      // Jetty's information is about its own parts.
      System.setProperty(PREFIX + "log.org.eclipse.jetty", WARN.toString());
    }
  }
}
