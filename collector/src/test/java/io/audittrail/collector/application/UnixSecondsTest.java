package io.audittrail.collector.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.wire.WireLimits;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixSecondsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.000000, 0",
    "5, 5000000",
    "5., 5000000",
    ".5, 500000",
    "1514929197.486502, 1514929197486502",
    "1514929197.4865020, 1514929197486502",
    "1514929197.4865021, 1514929197486503",
    "1.5e9, 1500000000000000",
    "1.5E+9, 1500000000000000",
    "25e-1, 2500000",
    "1e-999, 1",
    "253402300799.5, 253402300799500000",
    "99999999999999999999999999, 253402300799500000",
    "1e999, 253402300799500000"
  })
  void micros_ofNumber_isFirstMicrosecondNotBefore(String text, long micros) {
    assertThat(UnixSeconds.micros("start", text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "-0.000001",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "Infinity",
        "1,5",
        "1.2.3",
        "0x10",
        "1e",
        "1e1000",
        "1e99999999999",
        "--1",
        "+1",
        " 1",
        "1 ",
        "١",
        "true",
        "2018-01-02T00:00:00Z"
      })
  void micros_ofAnythingElse_isRefusedNamingParameterAndValue(String text) {
    assertThatThrownBy(() -> UnixSeconds.micros("end", text))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("end was \"" + text + "\", allowed are seconds since 1970");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1, 0.000001",
    "5000000, 5.0",
    "5500000, 5.5",
    "1514929197486502, 1514929197.486502",
    "253402300799499999, 253402300799.499999"
  })
  void text_ofMicros_hasFractionAndNoExponent(long micros, String text) {
    assertThat(UnixSeconds.text(micros)).isEqualTo(text);
  }

  @Test
  void micros_ofText_isWhatWasWritten() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long micros = random.nextLong(WireLimits.END_TIME_MICROS);
      assertThat(UnixSeconds.micros("start", UnixSeconds.text(micros)))
          .as("seed %d", seed)
          .isEqualTo(micros);
    }
  }
}
