package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.agent.process.AgentProcess.Ended;
import io.audittrail.annotation.Audited;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleIT {
  private static final String MODULE =
      """
      module app {
        requires io.audittrail.api;
      }
      """;

  private static final String MAIN =
      """
      package app.inner;

      import io.audittrail.annotation.*;
      import io.audittrail.catalogue.*;
      import io.audittrail.event.AuditContext;

      public final class Main {
        record Stream(String id) {}

        @Audited(DocumentedEventType.TRIGGER_CREATE)
        @AuditResource(value = ResourceKind.STREAM, path = "id")
        static Stream create() {
          return new Stream("s-1");
        }

        public static void main(String[] arguments) {
          try (AuditContext.Scope scope = AuditContext.actor("u-1", "acme")) {
            create();
          }
          System.out.println(ModuleLayer.boot().findModule("java.net.http").isPresent());
        }
      }
      """;

  @Test
  void namedModule_withoutHttpModule_isAudited(@TempDir Path directory) throws IOException {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended =
          AgentProcess.ofModule("app/app.inner.Main", compile(directory))
              .agent("url=" + collector.url())
              .run()
              .requireSuccess();

      assertThat(ended.out()).containsExactly("false");
      assertThat(collector.types()).containsExactly("trigger_create");
      assertThat(collector.events().get(0).path("trigger_ids").toString()).isEqualTo("[\"s-1\"]");
      assertThat(collector.events().get(0).path("actor_user_id").asText()).isEqualTo("u-1");
    }
  }

  private static Path compile(Path directory) throws IOException {
    Path sources = Files.createDirectories(directory.resolve("src/app/inner"));
    Path moduleInfo = Files.writeString(directory.resolve("src/module-info.java"), MODULE);
    Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
    Path classes = directory.resolve("classes");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-p",
                AgentProcess.placeOf(Audited.class)
                    + File.pathSeparator
                    + AgentProcess.placeOf(NullMarked.class),
                "-d",
                classes.toString(),
                moduleInfo.toString(),
                main.toString());
    assertThat(failed).isZero();
    return classes;
  }
}
