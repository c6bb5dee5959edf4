package io.audittrail.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final TimeText text = new TimeText();
  private final JsonBuffer buffer = new JsonBuffer(64);

  @Test
  void write_everyDayFrom1970To9999_isWhatJavaTimeSays() {
    LocalDate end = LocalDate.of(10_000, 1, 1);
    for (LocalDate day = LocalDate.EPOCH; day.isBefore(end); day = day.plusDays(1)) {
      assertText(day.toEpochDay() * 86_400_000_000L, day + "T00:00:00.000000Z");
    }
  }

  @Test
  void write_anyTime_isWhatJavaTimeSays() {
    RandomEvents events = new RandomEvents(1);
    for (int i = 0; i < 100_000; i++) {
      assertText(events.time());
    }
  }

  @Test
  void write_timesInOneSecond_differsInTheFraction() {
    Instant second = Instant.parse("2024-02-29T23:59:59Z");
    for (int micros : new int[] {0, 1, 9, 10, 99_999, 100_000, 999_999, 0, 1_000_000}) {
      assertText(second.plus(micros, ChronoUnit.MICROS));
    }
  }

  @Test
  void write_theFirstAndTheLastTime_isWhatJavaTimeSays() {
    assertText(Instant.EPOCH);
    assertText(Instant.EPOCH.plus(1, ChronoUnit.MICROS));
    assertText(Instant.EPOCH.plus(WireLimits.END_TIME_MICROS - 1, ChronoUnit.MICROS));
    assertText(Instant.EPOCH);
  }

  static String textOf(Instant time) {
    return FORMAT.format(time);
  }

  private void assertText(Instant time) {
    assertText(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000, textOf(time));
  }

  private void assertText(long micros, String expected) {
    buffer.reset();
    text.write(micros, buffer);
    String actual = new String(buffer.bytes(), 0, buffer.length(), US_ASCII);
    if (!actual.equals(expected)) { // millions of assertions would take their time
      assertThat(actual).isEqualTo(expected);
    }
  }
}
