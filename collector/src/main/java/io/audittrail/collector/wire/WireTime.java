package io.audittrail.collector.wire;

/**
 * A moment as clients write it, to the nanosecond, and the two ways in which the collector shows
 * one.
 *
 * <p>The form is ISO 8601's {@code 2021-06-10T16:32:53.871023Z}: seconds are written, up to 9
 * digits of fraction may be, an offset ({@code Z}, {@code +01:00}, {@code +0100}, {@code +01}) must
 * be, and a year of more than four digits or before 0000 has a sign.
 *
 * @param seconds seconds since 1970-01-01T00:00:00Z; years of up to ten digits fit
 * @param nanos 0 to 999,999,999
 */
public record WireTime(long seconds, int nanos) {
  private static final int MICROS_PER_SECOND = 1_000_000;

  /** What messages say is allowed. */
  public static final String FORM =
      "an ISO-8601 time with an offset and up to 9 digits of fraction, such as"
          + " \"2021-06-10T16:32:53.871Z\"";

  /**
   * Returns the moment that a text names.
   *
   * @throws IllegalArgumentException if it names none; the message says what is allowed
   */
  public static WireTime parse(String text) {
    return new WireTimeParser(text).parse();
  }

  /**
   * Returns microseconds since 1970-01-01T00:00:00Z, the rest cut off; the nearest that fits if the
   * moment is too far away.
   */
  public long micros() {
    if (seconds > Long.MAX_VALUE / MICROS_PER_SECOND - 1) {
      return Long.MAX_VALUE;
    }
    if (seconds < Long.MIN_VALUE / MICROS_PER_SECOND + 1) {
      return Long.MIN_VALUE;
    }
    return seconds * MICROS_PER_SECOND + nanos / 1_000;
  }

  /** Returns the first whole second that is not before this moment. */
  public long ceilingSeconds() {
    return nanos == 0 ? seconds : seconds + 1;
  }

  /**
   * Returns the time that contract A shows: UTC, to the nearest second, halves up, such as {@code
   * 2021-06-10T16:32:53Z}.
   */
  public static String shown(long micros) {
    JsonOutput text = new JsonOutput(20);
    new TimeWriter().shown(text, micros);
    return text.toString();
  }

  /**
   * Returns the exact time: UTC, to the microsecond, such as {@code 2021-06-10T16:32:52.871023Z}.
   */
  public static String exact(long micros) {
    JsonOutput text = new JsonOutput(27);
    new TimeWriter().exact(text, micros);
    return text.toString();
  }
}
