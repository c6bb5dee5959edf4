package io.audittrail.benchmarks.ingest;

import static io.audittrail.benchmarks.ingest.Values.ascii;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The bodies that one producer sends, byte for byte as delivery makes them, but out of pieces that
 * were made before: producers share the processor with the collector that is measured. Not safe for
 * use by several threads.
 */
final class Bodies {
  private static final byte[] START = ascii("{\"audit_events\":[");
  private static final byte[] EVENT = ascii("{\"event_id\":\"");
  private static final byte[] END = ascii("]}");
  private static final byte[][] HEX = new byte[256][];
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int MOST_BYTES_OF_AN_EVENT = 512;
  private static final int FRACTION_AT = 20;

  static {
    for (int i = 0; i < HEX.length; i++) {
      HEX[i] = ascii("%02x".formatted(i));
    }
  }

  private final Values values;
  private final byte[] producer;
  private final SplittableRandom random;
  private final byte[] time = ascii("1970-01-01T00:00:00.000000Z");
  private long secondOfTime;
  private byte[] body = new byte[0];
  private int length;

  Bodies(Values values, String producer) {
    this.values = values;
    this.producer = ascii(",\"producer\":\"" + producer + "\",\"producer_sequence\":");
    this.random = new SplittableRandom(producer.hashCode());
  }

  /**
   * Makes a body.
   *
   * @param number the number of its first event among all of the load
   * @param sequence the number of its first event among those of this producer
   */
  void make(int events, long number, long sequence, Span span) {
    length = 0;
    body = Arrays.copyOf(body, Math.max(body.length, events * MOST_BYTES_OF_AN_EVENT));
    append(START);
    for (int i = 0; i < events; i++) {
      values.select(number + i);
      event(span.micros(i, events), sequence + i);
      body[length++] = ',';
    }
    length--;
    append(END);
  }

  private void event(long micros, long sequence) {
    append(EVENT);
    hex(idHigh(micros));
    hex(random.nextLong() >>> 2 | Long.MIN_VALUE);
    append(values.typeKeys());
    time(micros);
    append(values.actorKeys());
    append(values.projectKeys());
    append(values.datasetKeys());
    append(producer);
    append(Long.toString(sequence).getBytes(StandardCharsets.ISO_8859_1));
    body[length++] = '}';
  }

  /** The upper half of a UUID version 7, as the ids of Audit Trail have it. */
  private static long idHigh(long micros) {
    return micros / 1_000 << 16 | 0x7000 | (micros % 1_000 << 12) / 1_000;
  }

  private void hex(long bits) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      byte[] two = HEX[(int) (bits >>> shift) & 0xff];
      body[length++] = two[0];
      body[length++] = two[1];
    }
  }

  private void time(long micros) {
    long second = micros / MICROS_PER_SECOND;
    if (second != secondOfTime) {
      if (second / SECONDS_PER_DAY != secondOfTime / SECONDS_PER_DAY) {
        byte[] date = ascii(LocalDate.ofEpochDay(second / SECONDS_PER_DAY).toString());
        System.arraycopy(date, 0, time, 0, date.length);
      }
      int ofDay = (int) (second % SECONDS_PER_DAY);
      twoDigits(ofDay / 3_600, 11);
      twoDigits(ofDay / 60 % 60, 14);
      twoDigits(ofDay % 60, 17);
      secondOfTime = second;
    }
    int fraction = (int) (micros - second * MICROS_PER_SECOND);
    twoDigits(fraction / 10_000, FRACTION_AT);
    twoDigits(fraction / 100 % 100, FRACTION_AT + 2);
    twoDigits(fraction % 100, FRACTION_AT + 4);
    append(time);
  }

  private void twoDigits(int value, int at) {
    time[at] = (byte) ('0' + value / 10);
    time[at + 1] = (byte) ('0' + value % 10);
  }

  private void append(byte[] bytes) {
    System.arraycopy(bytes, 0, body, length, bytes.length);
    length += bytes.length;
  }

  /** The body that was made last; the next one is made in the same array. */
  byte[] body() {
    return body;
  }

  int length() {
    return length;
  }

  /**
   * From when to when the events of a body happened, in microseconds since 1970.
   *
   * @param after the time before which the last body's events happened
   */
  record Span(long after, long until) {
    long micros(int event, int events) {
      return after + (until - after) * (event + 1) / events;
    }
  }
}
