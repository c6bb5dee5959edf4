package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the jar shows to the application's class loader, and what it has to contain. */
class AgentJarIT {
  private static List<String> files() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("agent.jar"))) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }

  @Test
  void classes_exceptBridgeAndPremain_areHidden() throws IOException {
    assertThat(files())
        .filteredOn(name -> name.endsWith(".class") && !name.startsWith("inst/"))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("io/audittrail/agent/bootstrap/")
                    || name.startsWith("io/audittrail/agent/premain/"));
    assertThat(files())
        .contains("inst/io/audittrail/delivery/AuditDelivery.class")
        .noneMatch(name -> name.contains("slf4j") || name.startsWith("META-INF/services"));
  }

  @Test
  void licences_ofLibraries_areThere() throws IOException {
    assertThat(files())
        .contains(
            "META-INF/licenses/byte-buddy/LICENSE",
            "META-INF/licenses/byte-buddy/NOTICE",
            "META-INF/licenses/jackson-core/LICENSE",
            "META-INF/licenses/jackson-core/NOTICE");
  }

  @Test
  void manifest_namesPremainClassAndModule() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("agent.jar"))) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      assertThat(attributes.getValue("Premain-Class"))
          .isEqualTo("io.audittrail.agent.premain.AuditAgent");
      assertThat(attributes.getValue("Automatic-Module-Name")).isEqualTo("io.audittrail.agent");
    }
  }
}
