package io.audittrail.collector.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** How long events are kept. */
final class KeepTest {
  private final Keep.Converter converter = new Keep.Converter();

  @ParameterizedTest
  @CsvSource({
    "1d,2024-02-28",
    "400d,2023-01-25",
    "1w,2024-02-22",
    "57w,2023-01-26",
    "1y,2023-02-28",
    "2y,2022-02-28",
    "99999d,1750-05-17"
  })
  void keep_beginsAtAWholeDay(String keep, LocalDate first) {
    assertThat(converter.convert(keep).firstDay(LocalDate.parse("2024-02-29"))).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0d", "400", "-1d", "+1d", "1h", "1m", "100000d", "1001y", "1 d", "d"})
  void anythingElse_isRefused(String keep) {
    assertThatThrownBy(() -> converter.convert(keep))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + keep + "', allowed is");
  }
}
