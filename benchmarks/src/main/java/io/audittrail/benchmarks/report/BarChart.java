package io.audittrail.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A picture of rows as bars, in SVG. */
final class BarChart {
  private static final int LABELS = 260;
  private static final int BARS = 420;
  private static final int HEIGHT = 26;

  private BarChart() {}

  static String of(String title, List<Row> rows) {
    double most = rows.stream().mapToDouble(Row::nanos).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" \
        font-family="sans-serif" font-size="13">
          <title>%s</title>
          <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(LABELS + BARS + 100, (rows.size() + 1) * HEIGHT + 20, title));
    text(svg, 10, 20, "start", title);
    int y = HEIGHT + 6;
    for (Row row : rows) {
      double width = Math.max(1, row.nanos() / most * BARS);
      text(svg, LABELS - 8, y + 16, "end", row.label());
      svg.append(
          String.format(
              Locale.ROOT,
              "  <rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
              LABELS,
              y,
              width,
              HEIGHT - 6,
              Report.isOurs(row) ? "#2b6cb0" : "#a0aec0"));
      text(svg, (int) (LABELS + width) + 6, y + 16, "start", "%,.0f ns".formatted(row.nanos()));
      y += HEIGHT;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(
        "  <text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n"
            .formatted(x, y, anchor, text.replace("&", "&amp;").replace("<", "&lt;")));
  }
}
