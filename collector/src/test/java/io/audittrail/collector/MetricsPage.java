package io.audittrail.collector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} answered, in the text format. */
final class MetricsPage {
  private static final Pattern META = Pattern.compile("# (HELP|TYPE) (\\S+) (.*)");
  private static final Pattern SAMPLE = Pattern.compile("(\\S+?(?:\\{.*\\})?) (\\S+)");

  /** By name: the metrics, without the parts of histograms. */
  final Map<String, String> types = new LinkedHashMap<>();

  final Map<String, String> helps = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();

  MetricsPage(String text) {
    for (String line : text.lines().toList()) {
      Matcher meta = META.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (meta.matches()) {
        (meta.group(1).equals("TYPE") ? types : helps).put(meta.group(2), meta.group(3));
      } else if (sample.matches()) {
        samples.put(sample.group(1), Double.parseDouble(sample.group(2)));
      } else {
        throw new AssertionError("no line of the text format: " + line);
      }
    }
  }

  /** The value of a series, written as in the text format. */
  double value(String series) {
    Double value = samples.get(series);
    if (value == null) {
      throw new AssertionError(series + " is not among " + samples.keySet());
    }
    return value;
  }

  Map<String, Double> samples() {
    return samples;
  }
}
