package io.audittrail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WireLimitsTest {
  @Test
  void token_isWhatTheContractAllows() {
    for (char c = 0; c < 0x200; c++) {
      assertThat(WireLimits.isToken(String.valueOf(c)))
          .as("U+%04X", (int) c)
          .isEqualTo(String.valueOf(c).matches("[A-Za-z0-9_.-]"));
    }
    assertThat(WireLimits.isToken("")).isFalse();
    assertThat(WireLimits.isToken("x".repeat(64))).isTrue();
    assertThat(WireLimits.isToken("x".repeat(65))).isFalse();
  }

  @Test
  void requireToken_ofALongValue_showsItsBeginning() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WireLimits.requireToken("event_id", "x".repeat(1_000)))
        .withMessage("event_id was \"" + "x".repeat(77) + "…\", allowed is [A-Za-z0-9_.-]{1,64}");
  }

  @Test
  void endTime_isWhereTheShownSecondWouldNeedAFifthDigit() {
    Instant end = Instant.parse("9999-12-31T23:59:59.5Z");

    assertThat(WireLimits.END_TIME_MICROS)
        .isEqualTo(end.getEpochSecond() * 1_000_000 + end.getNano() / 1_000);
  }
}
