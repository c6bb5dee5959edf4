package io.audittrail.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules depend on each other as docs/architecture.md draws it. */
class ArchitectureTest {
  private static final List<String> MODULES =
      List.of("audit-api", "audit-delivery", "audit-log4j-appender", "audit-agent", "collector");
  private static final String[] API = {
    "io.audittrail.annotation..",
    "io.audittrail.catalogue..",
    "io.audittrail.event..",
    "io.audittrail.logging..",
    "io.audittrail.wire.."
  };

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    List<Path> directories =
        MODULES.stream().map(module -> Path.of("..", module, "target", "classes")).toList();
    assertThat(directories).as("modules that are compiled").allMatch(Files::isDirectory);
    classes = new ClassFileImporter().importPaths(directories);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wire", "delivery", "log4j", "agent.premain", "agent.bootstrap", "collector"})
  void everyRoom_isThere(String room) {
    assertThat(classes).anyMatch(found -> found.getPackageName().equals("io.audittrail." + room));
  }

  @Test
  void modules_dependInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("api")
        .definedBy(API)
        .layer("delivery")
        .definedBy("io.audittrail.delivery..")
        .layer("appender")
        .definedBy("io.audittrail.log4j..")
        .layer("agent")
        .definedBy("io.audittrail.agent..")
        .layer("collector")
        .definedBy("io.audittrail.collector..")
        .whereLayer("api")
        .mayNotAccessAnyLayer()
        .whereLayer("delivery")
        .mayOnlyAccessLayers("api")
        .whereLayer("appender")
        .mayOnlyAccessLayers("api", "delivery")
        .whereLayer("agent")
        .mayOnlyAccessLayers("api", "delivery")
        .whereLayer("collector")
        .mayOnlyAccessLayers("api")
        .ignoreDependency(
            "io.audittrail.collector.cli.upkeep.SpoolCommand",
            "io.audittrail.delivery.tool.SpoolTool")
        .check(classes);
  }

  @Test
  void theApi_needsSlf4jAndNothingElse() {
    classes()
        .that()
        .resideInAnyPackage(API)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(API, "java..", "org.slf4j..", "org.jspecify.annotations.."))
        .check(classes);
  }

  @Test
  void theCollector_takesOfTheApiWhatIsOnTheWire() {
    noClasses()
        .that()
        .resideInAPackage("io.audittrail.collector..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.audittrail.annotation..", "io.audittrail.logging..")
        .check(classes);
  }

  @Test
  void deliveryAndAgent_haveNoLogger() {
    noClasses()
        .that()
        .resideInAnyPackage("io.audittrail.delivery..", "io.audittrail.agent..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "org.apache.logging..", "java.util.logging..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(System.Logger.class)
        .check(classes);
  }

  @Test
  void theBridge_needsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("io.audittrail.agent.bootstrap..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.audittrail.agent.bootstrap..", "java..", "org.jspecify.annotations..")
        .check(classes);
  }

  private static String[] with(String[] packages, String... more) {
    return Stream.concat(Stream.of(packages), Stream.of(more)).toArray(String[]::new);
  }
}
