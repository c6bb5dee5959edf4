package io.audittrail.benchmarks.report;

import java.util.List;

/** What a run of a part found. */
public record PartResult(
    String part,
    String title,
    String extent,
    Machine machine,
    List<Measure> measures,
    List<String> notes) {
  /** Copies the lists. */
  public PartResult {
    measures = List.copyOf(measures);
    notes = List.copyOf(notes);
  }
}
