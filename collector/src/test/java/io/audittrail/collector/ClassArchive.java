package io.audittrail.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An archive of the classes that a collector loads: much of the time of the tests is that of JVMs
 * that start. It lies beside the jar, and is made once for each build of it and each JDK.
 */
final class ClassArchive {
  /** What a JVM is told to use it. */
  static final List<String> OPTIONS = options();

  private ClassArchive() {}

  private static List<String> options() {
    Path jar = Jar.path().toAbsolutePath();
    try (FileChannel lock =
        FileChannel.open(
            jar.resolveSibling("tests.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      lock.lock(); // several JVMs run tests
      long built = Files.getLastModifiedTime(jar).toMillis();
      Path archive = jar.resolveSibling("tests-" + Runtime.version() + "-" + built + ".jsa");
      if (!Files.exists(archive)) {
        make(archive, jar);
      }
      return List.of("-XX:SharedArchiveFile=" + archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(Path archive, Path jar) throws IOException {
    Path data = Files.createTempDirectory(jar.getParent(), "archive");
    Path made = data.resolve("classes.jsa");
    Process collector = start("-XX:ArchiveClassesAtExit=" + made, jar, data);
    try {
      String line = collector.inputReader().readLine();
      ask(URI.create(line.substring(line.indexOf("http")) + "/readyz"));
      collector.destroy();
      collector.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      collector.destroyForcibly();
    }
    Files.move(made, archive);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Process start(String option, Path jar, Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            option,
            "-Xlog:disable",
            "-jar",
            jar.toString(),
            "serve",
            "--data",
            data.toString(),
            "--port",
            "0")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** What it takes to answer is loaded with the first request. */
  private static void ask(URI uri) throws IOException, InterruptedException {
    HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
  }
}
