package io.audittrail.collector.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Reads the header Retry-After (RFC 9110, 10.2.3). */
final class RetryAfter {
  private static final long MAX_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /** Returns the time to wait, up to a minute; 0 if the value is neither seconds nor a date. */
  static long millis(String value) {
    String trimmed = value.strip();
    if (SECONDS.matcher(trimmed).matches()) {
      return Math.min(Long.parseLong(trimmed) * 1_000, MAX_MILLIS);
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME);
      long millis = Duration.between(Instant.now(), date.toInstant()).toMillis();
      return Math.max(0, Math.min(millis, MAX_MILLIS));
    } catch (DateTimeException | ArithmeticException neither) {
      return 0;
    }
  }
}
