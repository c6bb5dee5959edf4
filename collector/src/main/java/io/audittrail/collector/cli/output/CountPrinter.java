package io.audittrail.collector.cli.output;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.client.CallFailedException;
import io.audittrail.collector.csv.CsvRecord;
import io.audittrail.collector.wire.MalformedBodyException;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the answer to a count, and other counts. */
public final class CountPrinter {
  private static final int MAX_NAME = 100;
  private static final int MAX_NUMBER = 20;

  private final Output output;
  private final int width;
  private final @Nullable String by;

  /**
   * Makes a printer.
   *
   * @param by what the groups are; null if there are none
   */
  public CountPrinter(Output output, int width, @Nullable String by) {
    this.output = output;
    this.width = width;
    this.by = by;
  }

  /** One count: of a bucket, of a group, or of what {@code kind} says. */
  private record Row(String kind, String name, long count) {}

  /** Shows an answer. */
  public void print(byte[] answer, OutputFormat form) throws IOException {
    List<Row> rows;
    try {
      rows = WireJson.read(answer, CountPrinter::rows);
    } catch (MalformedBodyException e) {
      throw CallFailedException.refused("the answer to the count was none: " + e.getMessage());
    }
    switch (form) {
      case JSON -> {
        output.write(answer, 0, answer.length);
        output.line("");
      }
      case CSV -> csv(rows);
      case TABLE -> table(rows);
    }
  }

  /** Shows some counts by their names, in one row. */
  public void print(Map<String, Long> counts, OutputFormat form) throws IOException {
    List<String> names = List.copyOf(counts.keySet());
    List<String> numbers = counts.values().stream().map(String::valueOf).toList();
    switch (form) {
      case JSON ->
          output.line(
              counts.entrySet().stream()
                  .map(count -> "\"" + count.getKey() + "\":" + count.getValue())
                  .collect(Collectors.joining(",", "{", "}")));
      case CSV -> {
        output.write(CsvRecord.of(names).toBytes());
        output.write(CsvRecord.of(numbers).toBytes());
      }
      case TABLE -> {
        List<String> headings = names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
        int[] maxima = new int[names.size()];
        Arrays.fill(maxima, MAX_NUMBER);
        Table table = new Table(output, width, headings, maxima);
        table.row(numbers);
        table.show();
      }
    }
  }

  private static List<Row> rows(JsonParser parser) throws IOException {
    List<Row> rows = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_ARRAY) {
        String kind = key.equals("buckets") ? "bucket" : "group";
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          rows.add(row(parser, kind));
        }
      } else if (value == JsonToken.VALUE_NUMBER_INT) {
        rows.add(new Row(key, "", parser.getLongValue()));
      }
    }
    return rows;
  }

  private static Row row(JsonParser parser, String kind) throws IOException {
    String name = "";
    long count = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        name = parser.getText();
      } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        count = parser.getLongValue();
      }
      parser.skipChildren();
    }
    return new Row(kind, name, count);
  }

  private void csv(List<Row> rows) throws IOException {
    output.write(CsvRecord.of(List.of("kind", "name", "count")).toBytes());
    for (Row row : rows) {
      output.write(
          CsvRecord.of(List.of(row.kind(), row.name(), Long.toString(row.count()))).toBytes());
    }
  }

  private void table(List<Row> rows) throws IOException {
    part(rows, "bucket", "TIME");
    String heading = String.valueOf(by).toUpperCase(Locale.ROOT);
    part(rows, "group", heading);
    for (Row row : rows) {
      if (by != null && row.kind().equals("other") && row.count() > 0) {
        output.line("in groups that are not listed: " + row.count());
      } else if (by != null && row.kind().equals("none") && row.count() > 0) {
        output.line("in no group: " + row.count());
      }
    }
    for (Row row : rows) {
      if (row.kind().equals("total")) {
        output.line("total: " + row.count());
      }
    }
  }

  private void part(List<Row> rows, String kind, String heading) throws IOException {
    List<Row> some = rows.stream().filter(row -> row.kind().equals(kind)).toList();
    if (some.isEmpty()) {
      return;
    }
    int digits = some.stream().mapToInt(row -> Long.toString(row.count()).length()).max().orElse(0);
    int columns = Math.max(digits, "COUNT".length());
    Table table =
        new Table(output, width, List.of(heading, right("COUNT", columns)), MAX_NAME, MAX_NUMBER);
    some.forEach(row -> table.row(List.of(row.name(), right(Long.toString(row.count()), columns))));
    table.show();
    output.line("");
  }

  private static String right(String text, int columns) {
    return " ".repeat(columns - text.length()) + text;
  }
}
