package io.audittrail.collector.cli;

import io.audittrail.collector.Jar;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody at a command line, with an address and a token in the environment. */
final class Auditor {
  private final Map<String, String> environment;

  private Auditor(Map<String, String> environment) {
    this.environment = environment;
  }

  static Auditor of(String url, String token) {
    return new Auditor(Map.of("AUDIT_URL", url, "AUDIT_TOKEN", token));
  }

  static Auditor admin(RunningCollector collector) {
    return of(collector.address().toString(), collector.token((String) null, Permission.ADMIN));
  }

  /** The same in another locale. */
  Auditor inLocale(String locale) {
    Map<String, String> other = new HashMap<>(environment);
    other.put("LC_ALL", locale);
    return new Auditor(other);
  }

  /** Somebody whose environment says nothing. */
  static Auditor unprepared() {
    return new Auditor(Map.of());
  }

  Process start(Path errors, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Jar.command(List.of(arguments))).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AUDIT_"));
    builder.environment().remove("COLUMNS");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return builder.start();
  }

  Jar.Run run(String... arguments) throws IOException, InterruptedException {
    return runWith(new byte[0], arguments);
  }

  Jar.Run runWith(byte[] input, String... arguments) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("auditor", ".err");
    try {
      Process process = start(errors, arguments);
      try (OutputStream in = process.getOutputStream()) {
        in.write(input);
      } catch (IOException e) {
        // Who was called wrongly does not read.
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Jar.Run(process.waitFor(), output, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }
}
