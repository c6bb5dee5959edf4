package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.cli.output.ExportEnd;
import java.util.Locale;

/** The forms in which a collector exports events. */
public enum ExportForm {
  /** An ingest body of one event a line. */
  JSON("jsonl", "application/x-ndjson"),
  /** RFC 4180. */
  CSV("csv", "text/csv"),
  /** An event of the Open Cybersecurity Schema Framework a line. */
  OCSF("ocsf", "application/x-ndjson"),
  /** Columns for people, made here. */
  TABLE("jsonl", "application/x-ndjson");

  private final String wireName;
  private final String contentType;

  ExportForm(String wireName, String contentType) {
    this.wireName = wireName;
    this.contentType = contentType;
  }

  /** Returns how a collector calls it. */
  String wireName() {
    return wireName;
  }

  String contentType() {
    return contentType;
  }

  ExportEnd end() {
    return this == CSV ? ExportEnd.ofCsv() : ExportEnd.ofJsonLines();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
