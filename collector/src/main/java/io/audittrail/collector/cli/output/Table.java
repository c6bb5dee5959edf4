package io.audittrail.collector.cli.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in columns that are as wide as their cells, up to a bound each. The rows are shown in lots;
 * a column that a later lot needs wider grows. For use by one thread.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int MIN_COLUMN = 10;
  private static final int MIN_LAST = 30;

  private final Output output;
  private final int width;
  private final int[] maxima;
  private final int[] widths;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Makes a table.
   *
   * @param width the most columns of a terminal that a row takes
   * @param headings the names of the columns
   * @param maxima the most that each column takes; the last one gets what is left of the width
   */
  public Table(Output output, int width, List<String> headings, int... maxima) {
    this.output = output;
    this.width = width;
    this.maxima = maxima.clone();
    this.widths = new int[maxima.length];
    row(headings);
  }

  /** Adds a row, a cell for each column, in text that may hold anything. */
  public void row(List<String> cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < maxima.length; i++) {
      String cell = VisibleText.cut(VisibleText.of(cells.get(i)), maxima[i]);
      widths[i] = Math.max(widths[i], VisibleText.columns(cell));
      row.add(cell);
    }
    rows.add(row);
  }

  /** Shows the rows that were added since. */
  public void show() throws IOException {
    int[] fitted = fitted();
    for (List<String> row : rows) {
      output.line(line(row, fitted));
    }
    rows.clear();
  }

  /** Takes from the widest columns what the last one lacks; the first one is never cut. */
  private int[] fitted() {
    int[] fitted = widths.clone();
    int last = fitted.length - 1;
    int wanted = Math.min(widths[last], MIN_LAST);
    while (before(fitted, last) + wanted > width) {
      int widest = 1;
      for (int i = 2; i < last; i++) {
        widest = fitted[i] > fitted[widest] ? i : widest;
      }
      if (last < 2 || fitted[widest] <= MIN_COLUMN) {
        break;
      }
      fitted[widest]--;
    }
    fitted[last] = Math.max(1, Math.min(widths[last], width - before(fitted, last)));
    return fitted;
  }

  private static int before(int[] some, int last) {
    int columns = last * GAP.length();
    for (int i = 0; i < last; i++) {
      columns += some[i];
    }
    return columns;
  }

  private static String line(List<String> row, int[] fitted) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = VisibleText.cut(row.get(i), fitted[i]);
      line.append(cell).append(" ".repeat(fitted[i] - VisibleText.columns(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
