package io.audittrail.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFormatTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/plain",
        "text/plain;version=0.0.4",
        "application/json",
        "=;,,;q="
      })
  void of_whatDoesNotNameOpenMetrics_isText(String accept) {
    assertThat(MetricsFormat.of(accept)).isEqualTo(MetricsFormat.TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/openmetrics-text | OPEN_METRICS
          Application/OpenMetrics-Text; version=1.0.0 | OPEN_METRICS
          application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1 | OPEN_METRICS
          text/plain;q=0.9, application/openmetrics-text;q=0.1 | TEXT
          application/openmetrics-text;q=0 | TEXT
          application/openmetrics-text;q=x | TEXT
          """)
  void of_whatNamesOpenMetrics_goesByWeight(String accept, MetricsFormat format) {
    assertThat(MetricsFormat.of(accept)).isEqualTo(format);
  }
}
