package io.audittrail.collector.cli.output;

import java.io.IOException;
import java.util.Locale;

/** The forms in which answers are shown. */
public enum OutputFormat {
  /** Fitted columns for people. */
  TABLE,
  /** One JSON object a line; each line of an event can be taken in again. */
  JSON,
  /** RFC 4180, safe to open in a spreadsheet. */
  CSV;

  /** Returns a printer of events. What stands before the first event is written at once. */
  public EventPrinter printer(Output output, int width) throws IOException {
    return switch (this) {
      case TABLE -> new TablePrinter(output, width);
      case JSON -> new JsonPrinter(output);
      case CSV -> new CsvPrinter(output);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
