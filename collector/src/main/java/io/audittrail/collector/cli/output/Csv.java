package io.audittrail.collector.cli.output;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes records of RFC 4180 in which no spreadsheet takes a cell for a formula, by the rules of a
 * collector's export: a cell that could be one, and one that begins with an apostrophe, is preceded
 * by an apostrophe.
 */
final class Csv {
  private static final String FORMULA_BEGINS = "=+-@＝＋－＠";

  private Csv() {}

  /** Returns a record with the end of its line. */
  static String record(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r";
  }

  private static String cell(String text) {
    String safe = isRisky(text) ? "'" + text : text;
    boolean quoted =
        safe.chars().anyMatch(c -> c < ' ' || c == '"' || c == ',' || c == ';')
            || safe.startsWith(" ")
            || safe.endsWith(" ");
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static boolean isRisky(String text) {
    if (!text.isEmpty() && "'\t\r\n".indexOf(text.charAt(0)) >= 0) {
      return true;
    }
    int at = 0;
    while (at < text.length() && isPassedOver(text.charAt(at))) {
      at++;
    }
    return at < text.length() && FORMULA_BEGINS.indexOf(text.charAt(at)) >= 0;
  }

  /** Whether a spreadsheet may pass over a character before it looks for a formula. */
  private static boolean isPassedOver(char c) {
    return c == '"'
        || c == '\''
        || c <= ' '
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
