package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void jar_startedAsAProgram_isTheToolForSpools(@TempDir Path directory) throws Exception {
    assertThat(run("spool", "list", "--dir", directory.toString())).startsWith("0 SPOOL");
    assertThat(run("spool", "list")).startsWith("2 spool: --dir is missing");
    assertThat(run()).startsWith("2 usage: java -jar audit-agent.jar spool");
  }

  private static String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("test.java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("agent.jar")));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + said;
  }
}
