package io.audittrail.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "7|7000",
        " 7 |7000",
        "301|300000",
        "999999999|300000",
        "99999999999999999999|300000",
        "-1|0",
        "1.5|0",
        "soon|0",
        "''|0",
        "Thu, 01 Jan 2026 00:00:10 GMT|10000",
        "Thu, 01 Jan 2026 09:00:00 GMT|300000",
        "Wed, 31 Dec 2025 23:59:00 GMT|0",
        "Thu, 32 Jan 2026 00:00:10 GMT|0"
      })
  void millis_value_isSecondsOrADateOrNothing(String value, long millis) {
    assertThat(RetryAfter.millis(value, CLOCK)).isEqualTo(millis);
  }
}
