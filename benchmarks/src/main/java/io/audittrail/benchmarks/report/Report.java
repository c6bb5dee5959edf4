package io.audittrail.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;

/** Writes what was measured in one run as JSON, as a table in Markdown and as a picture in SVG. */
public final class Report {
  /** The row to which the others are compared. */
  private static final String OURS = "spool in files";

  private final List<Row> rows;

  private Report(List<Row> rows) {
    this.rows = rows;
  }

  /** Makes a report of the results of one run. */
  public static Report of(Collection<RunResult> results) {
    return new Report(Row.of(results));
  }

  static boolean isOurs(Row row) {
    return row.name().startsWith("spool") || row.name().contains("our appender");
  }

  /** Writes {@code NAME.json}, {@code NAME.md} and {@code NAME.svg} into a directory. */
  public void write(Path directory, String name, String title) throws IOException {
    Files.createDirectories(directory);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(directory.resolve(name + ".json").toFile(), rows);
    Files.writeString(directory.resolve(name + ".md"), table());
    Files.writeString(directory.resolve(name + ".svg"), BarChart.of(title, rows));
  }

  /** Returns a table in Markdown: what was measured, and its ratio to our own in the same run. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append("| what | threads | ns | ± | times ours |\n|---|---:|---:|---:|---:|\n");
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %,.0f | %,.0f | %.2f |%n",
              row.name(),
              row.threads(),
              row.nanos(),
              row.error(),
              row.nanos() / ours(row.threads())));
    }
    return table.toString();
  }

  private double ours(int threads) {
    return rows.stream()
        .filter(row -> row.name().equals(OURS) && row.threads() == threads)
        .mapToDouble(Row::nanos)
        .findFirst()
        .orElse(Double.NaN);
  }
}
