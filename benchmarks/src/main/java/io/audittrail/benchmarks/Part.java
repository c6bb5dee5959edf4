package io.audittrail.benchmarks;

import io.audittrail.benchmarks.report.Findings;

/** Something that is measured, with its peers in the same run. */
public interface Part {
  /** Returns the name by which the command line chooses it, and by which its files are called. */
  String name();

  /** Returns what it measures, for the head of its table and picture. */
  String title();

  /**
   * Measures, and says what was found as soon as it was.
   *
   * @throws Exception if it could not be measured; a peer that is not installed is a note instead
   */
  void measure(Extent extent, Findings findings) throws Exception;
}
