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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A collector in a process of its own, as operators start it, and how it is doing. */
public final class RunningCollector implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Map<Path, String> TOKENS = new ConcurrentHashMap<>();
  private static final String LISTENING = "listening on ";
  private static final int STOP_SECONDS = 120;

  private final Process process;
  private final URI url;
  private final String token;
  private final long readyNanos;

  private RunningCollector(Process process, URI url, String token, long startNanos)
      throws IOException, InterruptedException {
    this.process = process;
    this.url = url;
    this.token = token;
    while (get("/readyz").statusCode() != 200) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    this.readyNanos = System.nanoTime() - startNanos;
  }

  /** Starts a collector with the script; the directory need not be there. */
  public static RunningCollector start(Path data) throws IOException, InterruptedException {
    Launcher.SCRIPT.prepare(data);
    return start(data, Launcher.SCRIPT);
  }

  /** Starts a collector with a heap of 256 MiB at most, and waits until it is ready. */
  public static RunningCollector start(Path data, Launcher launcher)
      throws IOException, InterruptedException {
    String token = token(data);
    long start = System.nanoTime();
    Process process = launcher.serve(data).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.startsWith(LISTENING)) {
      throw new IOException("the collector said \"" + line + "\" and not where it listens");
    }
    URI url = URI.create(line.substring(LISTENING.length()));
    return new RunningCollector(process, url, token, start);
  }

  private static String token(Path data) throws IOException, InterruptedException {
    String known = TOKENS.get(data);
    if (known != null) {
      return known;
    }
    Process create = Launcher.createToken(data).start();
    String token = new String(create.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (create.waitFor() != 0) {
      throw new IOException("no token was made");
    }
    TOKENS.put(data, token.strip());
    return token.strip();
  }

  /** Returns its address. */
  public URI url() {
    return url;
  }

  /** Returns a token that may do everything. */
  public String token() {
    return token;
  }

  /** Returns the time from the command to the first time that it said it was ready. */
  public long readyNanos() {
    return readyNanos;
  }

  /** Returns what Linux says of the process. */
  public ProcessFigures figures() {
    return new ProcessFigures(process.toHandle());
  }

  /** Returns the value of a metric without labels. */
  public double metric(String name) throws IOException, InterruptedException {
    String answer = get("/metrics").body();
    return answer
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException("there is no metric " + name + " in " + answer));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .header("Authorization", "Bearer " + token)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
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
  public long stop() throws InterruptedException {
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
    stop();
  }
}
