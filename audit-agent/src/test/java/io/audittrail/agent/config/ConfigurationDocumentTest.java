package io.audittrail.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.DeliveryOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md at what the code does. */
class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  @Test
  void document_namesEachSettingOfTheAgent() throws IOException {
    String document = Files.readString(DOCUMENT);
    String section = document.substring(document.indexOf("\n## Agent\n"));

    for (String key : SettingKeys.all()) {
      if (DeliveryOption.find(key).isEmpty()) {
        assertThat(section).contains("\n| `" + key + "` | ");
      }
    }
  }
}
