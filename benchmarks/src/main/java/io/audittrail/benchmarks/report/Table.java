package io.audittrail.benchmarks.report;

/** Results as Markdown. */
final class Table {
  private Table() {}

  static String of(PartResult result) {
    StringBuilder table = new StringBuilder();
    table.append("## ").append(result.title()).append("\n\n");
    table.append(
        "`bin/benchmark %s %s`: %s.\n\n"
            .formatted(result.extent(), result.part(), result.machine().text()));
    table.append("| what | who | figure | times ours | target |\n|---|---|---:|---:|---|\n");
    for (Measure measure : result.measures()) {
      for (Figure figure : measure.figures()) {
        table.append(
            "| %s | %s | %s %s | %s | %s |\n"
                .formatted(
                    measure.what(),
                    figure.who(),
                    Figure.text(figure.value()),
                    measure.unit(),
                    figure.timesOurs() == null ? "" : Figure.text(figure.timesOurs()),
                    figure.targetText()));
      }
    }
    if (!result.notes().isEmpty()) {
      table.append('\n');
      result.notes().forEach(note -> table.append("- ").append(note).append('\n'));
    }
    return table.append("\n![](").append(result.part()).append(".svg)\n").toString();
  }
}
