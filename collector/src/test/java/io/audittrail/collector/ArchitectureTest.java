package io.audittrail.collector;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Keeps the arrows between the rooms of the collector. */
class ArchitectureTest {
  private static final String ROOT = "io.audittrail.collector";
  private static final String SQLITE = ROOT + ".store.sqlite..";
  private static final String DRIVER = ROOT + ".driver";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void storeSqlite_isNamedByTheRootAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SQLITE)
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".Collector")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".Upkeep")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SQLITE)
        .check(CLASSES);
  }

  @Test
  void store_namesTheDriverAndNobodyElse() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".store..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(resideInAPackage(ROOT + ".store..").negate())
                .and(resideInAPackage(DRIVER).negate()))
        .check(CLASSES);
  }

  @Test
  void javaSql_isUsedByStoreSqliteAccessAndTheDriverAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(SQLITE, ROOT + ".access..", DRIVER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .check(CLASSES);
  }

  @Test
  void connections_areMadeByTheDriverAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(DRIVER)
        .should()
        .callMethodWhere(
            target(name("getConnection").or(name("createConnection")).or(name("connect")))
                .and(target(owner(resideInAnyPackage("java.sql", "org.sqlite..")))))
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void jetty_isNamedByHttpAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(CLASSES);
  }

  @Test
  void micrometer_isNamedByMetricsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.prometheus..")
        .check(CLASSES);
  }

  @Test
  void picocli_isNamedByCliAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void delivery_isReachedByTheToolForSpoolsAlone() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".cli.upkeep.SpoolCommand")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.audittrail.delivery..")
        .check(CLASSES);
  }

  @Test
  void cliAndRoot_areNamedByNobodyBelow() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".cli..")
        .should()
        .onlyBeAccessed()
        .byAnyPackage(ROOT + ".cli..")
        .check(CLASSES);
    classes()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .onlyBeAccessed()
        .byAnyPackage(ROOT, ROOT + ".cli..")
        .check(CLASSES);
  }
}
