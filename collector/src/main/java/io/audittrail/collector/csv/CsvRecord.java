package io.audittrail.collector.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of RFC 4180 in which no spreadsheet takes a cell for a formula: one that could be is
 * preceded by an apostrophe. So is one that begins with an apostrophe itself, so that who takes
 * away the first apostrophe of every cell has the values as they were. For use by one thread.
 */
public final class CsvRecord {
  private static final String FORMULA_STARTS = "=+-@＝＋－＠";

  private final StringBuilder text = new StringBuilder(256);
  private boolean begun;

  /** Adds a cell; null is an empty one. Returns this record. */
  public CsvRecord add(@Nullable String value) {
    if (begun) {
      text.append(',');
    }
    begun = true;
    if (value != null && !value.isEmpty()) {
      cell(isRisky(value) ? "'" + value : value);
    }
    return this;
  }

  /** Returns a record of the given cells. */
  public static CsvRecord of(List<String> cells) {
    CsvRecord record = new CsvRecord();
    cells.forEach(record::add);
    return record;
  }

  /** Returns the record with its end of line, in UTF-8. */
  public byte[] toBytes() {
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private void cell(String value) {
    if (!needsQuotes(value)) {
      text.append(value);
      return;
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        text.append('"');
      }
      text.append(c);
    }
    text.append('"');
  }

  private static boolean isRisky(String value) {
    char first = value.charAt(0);
    if (first == '\'' || first == '\t' || first == '\r' || first == '\n') {
      return true;
    }
    int i = 0;
    while (i < value.length() && isPassedOver(value.charAt(i))) {
      i++;
    }
    return i < value.length() && FORMULA_STARTS.indexOf(value.charAt(i)) >= 0;
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

  /** A semicolon separates cells in some countries' spreadsheets, a tab in what is pasted. */
  private static boolean needsQuotes(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == ',' || c == ';') {
        return true;
      }
    }
    return value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ';
  }
}
