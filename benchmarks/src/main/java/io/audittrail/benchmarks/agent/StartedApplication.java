package io.audittrail.benchmarks.agent;

import io.audittrail.annotation.Audited;
import io.audittrail.benchmarks.process.TemporaryDirectory;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A hello world that is written and compiled here, with as many audited classes as it is told to
 * load and to call. Each carries the annotations of our agent and of OpenTelemetry's.
 */
final class StartedApplication implements AutoCloseable {
  static final int CLASSES = 100;

  private static final String MAIN =
      """
      import java.lang.management.ManagementFactory;
      import java.lang.management.MemoryMXBean;

      public class Hello {
        public static void main(String[] arguments) throws Exception {
          int classes = Integer.parseInt(arguments[0]);
          for (int i = 0; i < classes; i++) {
            Object service = Class.forName("Service" + i).getDeclaredConstructor().newInstance();
            ((java.util.function.BinaryOperator<String>) service).apply("dataset", "csv");
          }
          System.out.println("hello");
          if (arguments.length > 1) {
            MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
            memory.gc();
            memory.gc();
            System.out.println(memory.getHeapMemoryUsage().getUsed());
            System.out.println(memory.getNonHeapMemoryUsage().getUsed());
          }
        }
      }
      """;

  private static final String SERVICE =
      """
      import io.audittrail.annotation.*;
      import io.audittrail.catalogue.*;
      import io.opentelemetry.instrumentation.annotations.*;

      public class Service%d implements java.util.function.BinaryOperator<String> {
        @Override
        @Audited(DocumentedEventType.GET_DATASETS)
        @WithSpan
        public String apply(
            @AuditResource(ResourceKind.DATASET) @SpanAttribute("dataset") String dataset,
            @AuditAttribute("format") @SpanAttribute("format") String format) {
          return dataset;
        }
      }
      """;

  private final TemporaryDirectory directory = new TemporaryDirectory();

  private StartedApplication() throws IOException {}

  /** Compiles it into a new directory; needs a JDK. */
  static StartedApplication compiled() throws IOException {
    StartedApplication application = new StartedApplication();
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp", application.classPath()));
    arguments.add(application.write("Hello", MAIN));
    for (int i = 0; i < CLASSES; i++) {
      arguments.add(application.write("Service" + i, SERVICE.formatted(i)));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
      throw new IllegalStateException("the application was not compiled");
    }
    return application;
  }

  private String write(String name, String source) throws IOException {
    return Files.writeString(directory.resolve(name + ".java"), source).toString();
  }

  /** Returns the arguments that start it. */
  List<String> arguments(int classes) {
    return List.of("-cp", classPath(), "Hello", String.valueOf(classes));
  }

  /** Returns a directory for a spool. */
  Path spool() {
    return directory.resolve("spool");
  }

  private String classPath() {
    return String.join(
        File.pathSeparator, directory.path().toString(), jar(Audited.class), jar(WithSpan.class));
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }

  private static String jar(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
