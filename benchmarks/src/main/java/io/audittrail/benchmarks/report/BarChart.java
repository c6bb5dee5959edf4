package io.audittrail.benchmarks.report;

import java.util.Locale;

/** A picture of figures as bars, in SVG; a line across a bar of ours is its target. */
final class BarChart {
  private static final int LABELS = 300;
  private static final int BARS = 380;
  private static final int WIDTH = LABELS + BARS + 150;
  private static final int HEIGHT = 24;

  private final StringBuilder svg = new StringBuilder();
  private int y = 10;

  private BarChart() {}

  static String of(PartResult result) {
    BarChart chart = new BarChart();
    chart.text(10, "start", "bold", result.title());
    chart.y += HEIGHT;
    for (Measure measure : result.measures()) {
      chart.bars(measure);
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" \
        font-family="sans-serif" font-size="13">
          <title>%s</title>
          <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(WIDTH, chart.y + 10, escaped(result.title()))
        + chart.svg
        + "</svg>\n";
  }

  private void bars(Measure measure) {
    double most = 0;
    for (Figure figure : measure.figures()) {
      most = Math.max(most, Math.max(figure.value(), targetOfOurs(figure)));
    }
    boolean alone = measure.figures().size() == 1;
    if (!alone) {
      text(10, "start", "bold", measure.what());
      y += HEIGHT;
    }
    for (Figure figure : measure.figures()) {
      bar(alone ? measure.what() : figure.who(), figure, measure.unit(), BARS / most);
    }
  }

  private static double targetOfOurs(Figure figure) {
    Target target = figure.target();
    return figure.ours() && target != null ? target.bound() : 0;
  }

  private void bar(String label, Figure figure, String unit, double scale) {
    double width = Math.max(1, figure.value() * scale);
    text(LABELS - 8, "end", "normal", label);
    rectangle(LABELS, width, HEIGHT - 6, figure.ours() ? "#2b6cb0" : "#a0aec0");
    double target = targetOfOurs(figure) * scale;
    if (target > 0) {
      rectangle(LABELS + target, 2, HEIGHT - 2, "#c53030");
    }
    text(
        (int) (LABELS + Math.max(width, target)) + 6,
        "start",
        "normal",
        Figure.text(figure.value()) + " " + unit);
    y += HEIGHT;
  }

  private void rectangle(double x, double width, int height, String fill) {
    svg.append(
        String.format(
            Locale.ROOT,
            "  <rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            x,
            y,
            width,
            height,
            fill));
  }

  private void text(int x, String anchor, String weight, String text) {
    svg.append(
        "  <text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n"
            .formatted(x, y + 14, anchor, weight, escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
