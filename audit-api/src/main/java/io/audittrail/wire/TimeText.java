package io.audittrail.wire;

/**
 * Writes exact times as {@code 2021-06-10T16:32:52.871023Z}, for years from 1970 to 9999.
 *
 * <p>Most events share their second with the event before, so that second's text is kept. Not safe
 * for use by several threads.
 */
final class TimeText {
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int DAYS_TO_1970 = 719_468; // since 0000-03-01
  private static final int DAYS_PER_400_YEARS = 146_097;
  private static final int DAYS_PER_100_YEARS = 36_524;
  private static final int DAYS_PER_4_YEARS = 1_461;

  private static final int FRACTION_AT = 20;

  private final byte[] text = EventEncoder.ascii("1970-01-01T00:00:00.000000Z");
  private long secondOfText;

  /**
   * Writes the text of a time.
   *
   * <p>The digits of the fraction go where they belong, not through the kept text: a processor
   * cannot copy in one go what it has just written in pieces.
   *
   * @param micros microseconds since 1970-01-01T00:00:00Z
   */
  void write(long micros, JsonBuffer to) {
    long second = micros / MICROS_PER_SECOND;
    if (second != secondOfText) {
      date((int) (second / SECONDS_PER_DAY));
      timeOfDay((int) (second % SECONDS_PER_DAY));
      secondOfText = second;
    }
    int fraction = (int) (micros - second * MICROS_PER_SECOND);
    int at = to.length() + FRACTION_AT;
    to.raw(text);
    byte[] bytes = to.bytes();
    twoDigits(fraction / 10_000, bytes, at);
    twoDigits(fraction / 100 % 100, bytes, at + 2);
    twoDigits(fraction % 100, bytes, at + 4);
  }

  private void timeOfDay(int second) {
    twoDigits(second / 3_600, 11);
    twoDigits(second / 60 % 60, 14);
    twoDigits(second % 60, 17);
  }

  /** Counts in years that begin in March, so that a leap day is the last of its year. */
  private void date(int epochDay) {
    int day = epochDay + DAYS_TO_1970;
    int dayOfEra = day % DAYS_PER_400_YEARS;
    int yearOfEra =
        (dayOfEra
                - dayOfEra / (DAYS_PER_4_YEARS - 1)
                + dayOfEra / DAYS_PER_100_YEARS
                - dayOfEra / (DAYS_PER_400_YEARS - 1))
            / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    int year = day / DAYS_PER_400_YEARS * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    twoDigits(year / 100, 0);
    twoDigits(year % 100, 2);
    twoDigits(month, 5);
    twoDigits(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 8);
  }

  private void twoDigits(int value, int at) {
    twoDigits(value, text, at);
  }

  private static void twoDigits(int value, byte[] to, int at) {
    to[at] = (byte) ('0' + value / 10);
    to[at + 1] = (byte) ('0' + value % 10);
  }
}
