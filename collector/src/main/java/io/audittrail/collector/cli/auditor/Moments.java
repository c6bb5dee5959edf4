package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.wire.WireTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the times on a command line. */
final class Moments {
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Moments() {}

  /**
   * A window of time, as contract A means it: an event is in it when the time that is shown is.
   *
   * @param minimum the least time, in a form that a collector takes; null for no bound
   * @param maximum the first time that is not in it; null for no bound
   */
  record Window(@Nullable String minimum, @Nullable String maximum) {}

  static Window window(@Nullable String minimum, @Nullable String maximum) {
    return new Window(time("--minimum", minimum), time("--maximum", maximum));
  }

  private static @Nullable String time(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    String full = DATE.matcher(text).matches() ? text + "T00:00:00Z" : text;
    try {
      WireTime.parse(full);
      return full;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option + " was " + e.getMessage() + " or a date, such as 2021-06-10", e);
    }
  }
}
