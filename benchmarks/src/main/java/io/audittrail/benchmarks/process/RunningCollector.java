package io.audittrail.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A collector in a process of its own, as operators start it, and how it is doing. */
public final class RunningCollector implements AutoCloseable {
  private static final Path JAR = Installation.path("collector/target/collector.jar");
  private static final String LISTENING = "listening on ";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int STOP_SECONDS = 120;

  private final Process process;
  private final URI url;
  private final String token;

  private RunningCollector(Process process, URI url, String token) {
    this.process = process;
    this.url = url;
    this.token = token;
  }

  /** Starts a collector with a heap of 256 MiB at most; the directory need not be there. */
  public static RunningCollector start(Path data) throws IOException, InterruptedException {
    String token = createToken(data);
    Process process =
        java("-Xmx256m", "-jar", JAR.toString(), "serve", "--data", data.toString(), "--port", "0")
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.startsWith(LISTENING)) {
      throw new IOException("the collector said \"" + line + "\" and not where it listens");
    }
    return new RunningCollector(process, URI.create(line.substring(LISTENING.length())), token);
  }

  private static String createToken(Path data) throws IOException, InterruptedException {
    Process create =
        java(
                "-jar",
                JAR.toString(),
                "token",
                "create",
                "--data",
                data.toString(),
                "--name",
                "benchmark-" + System.nanoTime(),
                "--permission",
                "admin")
            .start();
    String token = new String(create.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (create.waitFor() != 0) {
      throw new IOException("no token was made");
    }
    return token.strip();
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Installation.java());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  public URI url() {
    return url;
  }

  /** Returns a token that may do everything. */
  public String token() {
    return token;
  }

  /** Returns what Linux says of the process. */
  public ProcessFigures figures() {
    return new ProcessFigures(process.toHandle());
  }

  /** Returns the value of a metric without labels. */
  public double metric(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/metrics"))
            .header("Authorization", "Bearer " + token)
            .build();
    String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return answer
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException("there is no metric " + name + " in " + answer));
  }

  /**
   * Waits until every event is in the index, but for those that are usual while nothing happens.
   */
  public void awaitIndex() throws IOException, InterruptedException {
    while (metric("audit_index_lag_events") > 1_000) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Ends it without a chance to do anything. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Asks it to end, and waits until it has.
   *
   * @return the bytes that it caused to be written to the disk in its life
   */
  public long stop() throws InterruptedException, IOException {
    process.destroy();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    long written = 0;
    while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
      written = Math.max(written, figures().writtenBytesOrNone());
      if (System.nanoTime() > deadline) {
        kill();
      }
    }
    return written;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
