package io.audittrail.benchmarks.agent;

/** Something of an application that is worth an event. */
interface Reader {
  /** Reads a dataset in a format, and returns how much there was. */
  int read(String dataset, String format);
}
