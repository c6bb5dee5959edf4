package io.audittrail.collector.cli.output;

import java.util.List;
import java.util.stream.Collectors;

/** Writes records of RFC 4180 that a spreadsheet shows and does not run. */
public final class Csv {
  private static final String FORMULA_BEGINS = "=+-@\t\r";

  private Csv() {}

  /** Returns a record without the end of its line. */
  public static String record(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
