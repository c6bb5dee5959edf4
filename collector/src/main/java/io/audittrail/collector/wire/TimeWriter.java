package io.audittrail.collector.wire;

import java.time.LocalDate;

/**
 * Writes times as {@link WireTime} shows them, without quotes; it remembers the date that it wrote
 * last, as most times of an answer are of one day. Not safe for use by several threads.
 */
public final class TimeWriter {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int HALF_SECOND_MICROS = 500_000;

  private long day = Long.MIN_VALUE;
  private byte[] date = {};

  /** Makes a writer that remembers nothing. */
  public TimeWriter() {}

  /** Writes the time that {@link WireTime#shown} returns. */
  public void shown(JsonOutput json, long micros) {
    seconds(json, Math.floorDiv(micros + HALF_SECOND_MICROS, MICROS_PER_SECOND));
    json.raw('Z');
  }

  /** Writes the time that {@link WireTime#exact} returns. */
  public void exact(JsonOutput json, long micros) {
    seconds(json, Math.floorDiv(micros, MICROS_PER_SECOND));
    json.raw('.').digits(Math.floorMod(micros, MICROS_PER_SECOND), 6).raw('Z');
  }

  private void seconds(JsonOutput json, long seconds) {
    long ofEpoch = Math.floorDiv(seconds, SECONDS_PER_DAY);
    if (day != ofEpoch) {
      day = ofEpoch;
      date = date(LocalDate.ofEpochDay(ofEpoch));
    }
    int ofDay = Math.floorMod(seconds, SECONDS_PER_DAY);
    json.raw(date).digits(ofDay / 3_600, 2).raw(':').digits(ofDay / 60 % 60, 2);
    json.raw(':').digits(ofDay % 60, 2);
  }

  private static byte[] date(LocalDate date) {
    return new JsonOutput(16)
        .digits(date.getYear(), 4)
        .raw('-')
        .digits(date.getMonthValue(), 2)
        .raw('-')
        .digits(date.getDayOfMonth(), 2)
        .raw('T')
        .toByteArray();
  }
}
