package io.audittrail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The collector's jar, serving an empty directory on a free port. */
public final class RunningCollector implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long events may take that are on their way. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path javaHome;
  private final Path data;
  private final JavaProcess process;
  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Starts {@code serve} on a free port, unless the options name one. */
  public RunningCollector(Path javaHome, Path data, String... options)
      throws IOException, InterruptedException {
    this.javaHome = javaHome;
    this.data = data;
    List<String> serve = new ArrayList<>(List.of("serve", "--data", data.toString()));
    serve.addAll(List.of(options));
    if (!serve.contains("--port")) {
      serve.addAll(List.of("--port", "0"));
    }
    this.process = java(serve.toArray(String[]::new));
    this.url = process.awaitLine("listening on ");
  }

  /** Starts a command of the collector's jar. */
  public JavaProcess java(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("-jar", Jars.COLLECTOR.toString()));
    command.addAll(List.of(arguments));
    return JavaProcess.start(javaHome, Map.of(), command);
  }

  /** Returns its address. */
  public String url() {
    return url;
  }

  /** Returns a new token, made by the command line while the server runs. */
  public String token(String permission) throws IOException, InterruptedException {
    try (JavaProcess command =
        java(
            "token",
            "create",
            "--data",
            data.toString(),
            "--name",
            permission,
            "--permission",
            permission)) {
      return command.succeed().output().strip();
    }
  }

  /** Returns the answer to a query for everything. */
  public JsonNode query(String token) throws IOException, InterruptedException {
    return query(token, "{\"limit\": 1000}");
  }

  /** Returns the answer to a query. */
  public JsonNode query(String token, String body) throws IOException, InterruptedException {
    return post("/api/v1/audit_events/query", token, body);
  }

  /** Returns the first events of type {@code trigger_create}, in the order of their commits. */
  public List<JsonNode> follow(String token, int count) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/audit_events/follow?after=0"))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .build();
    List<JsonNode> events = new ArrayList<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
      Iterator<String> each = lines.iterator();
      while (events.size() < count && System.nanoTime() < end && each.hasNext()) {
        JsonNode event = JSON.readTree(each.next()).path("audit_events").path(0);
        if (event.path("event_type").asText().equals("trigger_create")) {
          events.add(event);
        }
      }
    }
    return events;
  }

  /** Returns the port on which it listens. */
  public int port() {
    return URI.create(url).getPort();
  }

  /** Ends the process at once, as SIGKILL does. */
  public void kill() throws IOException, InterruptedException {
    process.kill();
  }

  /** Returns the answer to a body with events. */
  public JsonNode ingest(String token, String body) throws IOException, InterruptedException {
    return post("/api/v1/audit_events", token, body);
  }

  /** Returns the body of the answer to a request without one. */
  public String get(String path, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private JsonNode post(String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
