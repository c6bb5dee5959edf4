package io.audittrail.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Takes what a part finds, and tells it at once to who waits in front of the terminal. */
public final class Findings {
  private final String part;
  private final String title;
  private final String extent;
  private final Machine machine;
  private final List<Measure> measures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Makes findings without any. */
  public Findings(String part, String title, String extent, Machine machine) {
    this.part = part;
    this.title = title;
    this.extent = extent;
    this.machine = machine;
  }

  /** Takes something that was measured. */
  public void add(Measure measure) {
    measures.add(measure);
    for (Figure figure : measure.figures()) {
      System.out.printf(
          "%-44s %-34s %14s %s  %s%n",
          measure.what(),
          figure.who(),
          Figure.text(figure.value()),
          measure.unit(),
          figure.targetText());
    }
  }

  /** Takes something that a reader of the figures should know, such as a peer that is missing. */
  public void note(String note) {
    notes.add(note);
    System.out.println(note);
  }

  /** Returns everything that was found until now. */
  public PartResult result() {
    return new PartResult(part, title, extent, machine, measures, notes);
  }
}
