package io.audittrail.collector.query.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms that an export can have, by the names that clients use. */
enum ExportFormat {
  JSONL(new JsonLines()),
  CSV(new Csv()),
  OCSF(new Ocsf());

  @SuppressWarnings("ImmutableEnumChecker") // has no state
  private final ExportForm form;

  ExportFormat(ExportForm form) {
    this.form = form;
  }

  /** Returns the format of a name, or null if there is none. */
  static @Nullable ExportFormat find(String name) {
    return Arrays.stream(values())
        .filter(format -> format.label().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Returns the names of all formats, for messages. */
  static String allowed() {
    return Arrays.stream(values()).map(ExportFormat::label).collect(Collectors.joining(", "));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  ExportForm form() {
    return form;
  }
}
