package io.audittrail.collector.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {
  @Test
  void parse_ofRandomMoments_agreesWithTheLibrary() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long seconds = random.nextLong(-62_167_219_200L, 253_402_300_800L);
      int nanos = random.nextInt(1_000_000_000);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1_080, 1_081));
      OffsetDateTime moment = Instant.ofEpochSecond(seconds, nanos).atOffset(offset);
      if (moment.getYear() >= 0 && moment.getYear() <= 9_999) {
        assertThat(
                WireTime.parse(
                    moment.toString().replaceFirst("T(\\d\\d:\\d\\d)([Z+-])", "T$1:00$2")))
            .as("seed %d: %s", seed, moment)
            .isEqualTo(new WireTime(seconds, nanos));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0, 0",
    "1970-01-01T00:00:00.1Z, 0, 100000000",
    "1970-01-01T00:00:00.000000001Z, 0, 1",
    "1970-01-01t00:00:00z, 0, 0",
    "1970-01-01T01:00:00+01:00, 0, 0",
    "1970-01-01T01:00:00+0100, 0, 0",
    "1970-01-01T01:00:00+01, 0, 0",
    "1969-12-31T23:30:00-00:30, 0, 0",
    "+1970-01-01T00:00:00Z, 0, 0",
    "2000-02-29T00:00:00Z, 951782400, 0",
    "0000-01-01T00:00:00Z, -62167219200, 0",
    "-0001-01-01T00:00:00Z, -62198755200, 0",
    "+12021-01-01T00:00:00Z, 317178979200, 0",
    "+1000000000-01-01T00:00:00Z, 31556889832780800, 0",
  })
  void parse_ofAllowedForms_findsTheMoment(String text, long seconds, int nanos) {
    assertThat(WireTime.parse(text)).isEqualTo(new WireTime(seconds, nanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2021",
        "2021-01-01",
        "2021-01-01T00:00Z",
        "2021-01-01T00:00:00",
        "2021-01-01 00:00:00Z",
        "2021-13-01T00:00:00Z",
        "2021-00-01T00:00:00Z",
        "2021-01-00T00:00:00Z",
        "2021-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2021-01-01T24:00:00Z",
        "2021-01-01T00:60:00Z",
        "2021-01-01T00:00:60Z",
        "2021-01-01T00:00:00.Z",
        "2021-01-01T00:00:00.1234567890Z",
        "2021-01-01T00:00:00+18:01",
        "2021-01-01T00:00:00+1",
        "2021-01-01T00:00:00ZZ",
        "2021-01-01T00:00:00Z ",
        "12021-01-01T00:00:00Z",
        "-0000-01-01T00:00:00Z",
        "+999-01-01T00:00:00Z",
        "+10000000000-01-01T00:00:00Z",
        "٢٠٢١-01-01T00:00:00Z",
        "2021-1-1T00:00:00Z",
      })
  void parse_ofOtherForms_saysWhatIsAllowed(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WireTime.parse(text))
        .withMessageContaining(Quoted.of(text))
        .withMessageContaining("ISO-8601");
  }

  @Test
  void micros_farAway_areTheNearestThatFit() {
    assertThat(WireTime.parse("+1000000000-01-01T00:00:00Z").micros()).isEqualTo(Long.MAX_VALUE);
    assertThat(WireTime.parse("-1000000000-01-01T00:00:00Z").micros()).isEqualTo(Long.MIN_VALUE);
    assertThat(WireTime.parse("1970-01-01T00:00:01.0000019Z").micros()).isEqualTo(1_000_001);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000000Z",
    "499999, 1970-01-01T00:00:00Z, 1970-01-01T00:00:00.499999Z",
    "500000, 1970-01-01T00:00:01Z, 1970-01-01T00:00:00.500000Z",
    "253402300799499999, 9999-12-31T23:59:59Z, 9999-12-31T23:59:59.499999Z",
  })
  void shownAndExact_areInUtc(long micros, String shown, String exact) {
    assertThat(WireTime.shown(micros)).isEqualTo(shown);
    assertThat(WireTime.exact(micros)).isEqualTo(exact);
  }
}
