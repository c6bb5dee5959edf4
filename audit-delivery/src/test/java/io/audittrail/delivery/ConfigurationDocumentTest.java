package io.audittrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md at what the code does. */
class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
  private static final String HEADING = "## Delivery: settings that appender and agent share";

  @Test
  void delivery_everyOption_standsInTheTableWithItsDefault() throws Exception {
    String document = Files.readString(DOCUMENT);
    String section = document.substring(document.indexOf(HEADING) + HEADING.length());
    int next = section.indexOf("\n## ");
    section = next < 0 ? section : section.substring(0, next);

    String[] rows =
        Arrays.stream(DeliveryOption.values())
            .map(ConfigurationDocumentTest::row)
            .toArray(String[]::new);
    assertThat(section.lines().filter(line -> line.startsWith("| `"))).containsExactly(rows);
  }

  private static String row(DeliveryOption option) {
    String value = option.defaultValue().isEmpty() ? "–" : "`" + option.defaultValue() + "`";
    String range = option.isNumber() ? option.minimum() + " to " + option.maximum() : "–";
    return "| `"
        + option.key()
        + "` | "
        + value
        + " | "
        + range
        + " | "
        + option.description()
        + " |";
  }
}
