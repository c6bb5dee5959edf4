package io.audittrail.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.event.AuditEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLogger;

/** An application that is a named module uses the API as one, with SLF4J and without. */
class NamedModuleIT {
  private static final String API = JavaProcess.pathOf(AuditEvent.class);
  private static final String API_AND_SLF4J =
      JavaProcess.pathOf(AuditEvent.class, Logger.class, SimpleLogger.class);

  @TempDir Path folder;

  @Test
  void application_withoutSlf4j_hasAContextAndEvents() throws Exception {
    compile(
        API,
        "module app { requires io.audittrail.api; }",
        """
        package app;

        import io.audittrail.annotation.Audited;
        import io.audittrail.catalogue.DocumentedEventType;
        import io.audittrail.event.AuditContext;
        import io.audittrail.event.AuditEvent;

        public class Main {
          @Audited(DocumentedEventType.TRIGGER_CREATE)
          public static void main(String[] args) {
            try (var scope = AuditContext.actor("jo", "acme")) {
              System.out.println(AuditEvent.of(DocumentedEventType.TRIGGER_CREATE).build());
            }
          }
        }
        """);

    JavaProcess.Result result = run(API);

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).hasSize(1);
    assertThat(result.out().get(0)).contains("\"actor_user_id\":\"jo\"");
  }

  @Test
  void application_withSlf4j_emitsByHand() throws Exception {
    compile(
        API_AND_SLF4J,
        "module app { requires io.audittrail.api; requires org.slf4j; }",
        """
        package app;

        import io.audittrail.catalogue.EventType;
        import io.audittrail.event.AuditEvent;
        import io.audittrail.logging.AuditLogger;

        public class Main {
          enum Own implements EventType { ORDER_PLACED }

          public static void main(String[] args) {
            AuditLogger.log(AuditEvent.of(Own.ORDER_PLACED).actor("jo").build());
            System.out.println(AuditLogger.refused());
          }
        }
        """);

    JavaProcess.Result result = run(API_AND_SLF4J);

    assertThat(result.out()).containsExactly("0");
    assertThat(result.err()).hasSize(1);
    assertThat(result.err().get(0)).contains("\"event_type\":\"order_placed\"");
  }

  private JavaProcess.Result run(String modules) throws Exception {
    String path = modules + System.getProperty("path.separator") + folder.resolve("classes");
    return JavaProcess.run("-p", path, "-m", "app/app.Main");
  }

  private void compile(String modules, String descriptor, String program) throws IOException {
    Path main = Files.createDirectories(folder.resolve("app")).resolve("Main.java");
    Files.writeString(main, program);
    Path module = Files.writeString(folder.resolve("module-info.java"), descriptor);
    int errors =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-Werror",
                "-Xlint:all,-try",
                "-p",
                modules,
                "-d",
                folder.resolve("classes").toString(),
                module.toString(),
                main.toString());
    assertThat(errors).as("errors of the compiler").isZero();
  }
}
