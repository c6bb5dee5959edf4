package io.audittrail.delivery.send;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Reads the header Retry-After (RFC 9110, 10.2.3). */
final class RetryAfter {
  /** The longest that a collector can make us wait. */
  static final long MAX_MILLIS = Duration.ofMinutes(5).toMillis();

  private static final Pattern SECONDS = Pattern.compile("[0-9]+");

  private static final int MAX_DIGITS = 12;

  private RetryAfter() {}

  /** Returns the time to wait, 0 to five minutes; 0 if the value is neither seconds nor a date. */
  static long millis(String value, Clock clock) {
    String trimmed = value.strip();
    if (SECONDS.matcher(trimmed).matches()) {
      boolean huge = trimmed.length() > MAX_DIGITS;
      return huge ? MAX_MILLIS : Math.min(Long.parseLong(trimmed) * 1_000, MAX_MILLIS);
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME);
      long millis = Duration.between(clock.instant(), date.toInstant()).toMillis();
      return Math.max(0, Math.min(millis, MAX_MILLIS));
    } catch (DateTimeException | ArithmeticException neither) {
      return 0;
    }
  }
}
