package io.audittrail.collector.metrics;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two forms in which Prometheus reads metrics. */
enum MetricsFormat {
  /** The older text format, for whoever does not ask for the other. */
  TEXT("text/plain", "; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0. */
  OPEN_METRICS("application/openmetrics-text", "; version=1.0.0; charset=utf-8");

  private final String mediaType;
  private final String parameters;

  MetricsFormat(String mediaType, String parameters) {
    this.mediaType = mediaType;
    this.parameters = parameters;
  }

  String contentType() {
    return mediaType + parameters;
  }

  /**
   * Returns the form that a header {@code Accept} prefers (RFC 9110, section 12.5.1); the text
   * format if it names neither.
   */
  static MetricsFormat of(@Nullable String accept) {
    if (accept == null) {
      return TEXT;
    }
    double open = quality(accept, OPEN_METRICS.mediaType);
    return open > 0 && open >= quality(accept, TEXT.mediaType) ? OPEN_METRICS : TEXT;
  }

  /** The greatest weight with which a type is named; 0 if it is not. */
  private static double quality(String accept, String mediaType) {
    double greatest = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      if (parts[0].strip().equals(mediaType)) {
        double weight = 1;
        for (int i = 1; i < parts.length; i++) {
          weight = parts[i].strip().startsWith("q=") ? weight(parts[i].strip()) : weight;
        }
        greatest = Math.max(greatest, weight);
      }
    }
    return greatest;
  }

  private static double weight(String parameter) {
    try {
      return Double.parseDouble(parameter.substring("q=".length()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
