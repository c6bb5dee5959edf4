package io.audittrail.collector.query.export.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.DocumentedEventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Keeps the table in docs/export.md as it would be generated now. */
class OcsfDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "export.md");
  private static final String BEGIN = "<!-- Generated from OcsfActivity: ";
  private static final String COMMAND =
      "mvn -pl collector -am test -Dtest=OcsfDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Daudit.regenerate=true";
  private static final String END = "<!-- end of the generated table -->";

  @Test
  void table_isWhatTheCodeDoes() throws IOException {
    String text = Files.readString(DOCUMENT);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    assertThat(begin).isNotNegative();
    assertThat(end).isGreaterThan(begin);
    String expected = text.substring(0, begin) + table() + text.substring(end);
    if (Boolean.getBoolean("audit.regenerate")) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(DOCUMENT)
        .as("docs/export.md is stale; generate its table: " + COMMAND)
        .content()
        .isEqualTo(expected);
  }

  private static String table() {
    StringBuilder text = new StringBuilder(BEGIN).append(COMMAND).append(" -->\n\n");
    text.append("| type | class | activity | `type_uid` | status |\n|---|---|---|---|---|\n");
    for (DocumentedEventType type : DocumentedEventType.values()) {
      OcsfActivity activity = OcsfActivity.of(type.wireName());
      text.append(
          "| `%s` | %s (%d) | %s (%d) | %d | %s |\n"
              .formatted(
                  type.wireName(),
                  activity.ocsfClass().caption(),
                  activity.ocsfClass().uid(),
                  activity.caption(),
                  activity.id(),
                  activity.typeUid(),
                  type.outcome().name().toLowerCase(Locale.ROOT)));
    }
    return text.append('\n').toString();
  }
}
