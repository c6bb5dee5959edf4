package io.audittrail.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audittrail.collector.access.DataDirectory;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.Profile;
import io.audittrail.collector.access.TokenStore;
import io.audittrail.collector.openapi.ApiDescription;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The built jar, running as a process of its own. */
public final class RunningCollector implements AutoCloseable {
  public static final ObjectMapper JSON =
      new ObjectMapper(
          new JsonFactoryBuilder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNumberLength(1_000_000).build())
              .build());
  public static final String INGEST = "/api/v1/audit_events";
  public static final String QUERY = "/api/v1/audit_events/query";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Path data;
  private final Process process;
  private final Path errors;
  private final String line;
  private final BufferedReader output;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private RunningCollector(
      Path data, Process process, Path errors, String line, BufferedReader output) {
    this.data = data;
    this.process = process;
    this.errors = errors;
    this.line = line;
    this.output = output;
  }

  /** Starts {@code serve} on any free port unless told, with more options if there are any. */
  public static RunningCollector start(Path data, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
    arguments.addAll(List.of(options));
    if (!arguments.contains("--port")) {
      arguments.addAll(List.of("--port", "0"));
    }
    return start(data, Jar.command(arguments));
  }

  /** Starts {@code serve} with a heap of the given size. */
  public static RunningCollector startWithHeap(Path data, int mebibytes) throws IOException {
    List<String> command = Jar.command(List.of("serve", "--data", data.toString(), "--port", "0"));
    command.replaceAll(part -> part.startsWith("-Xmx") ? "-Xmx" + mebibytes + "m" : part);
    return start(data, command);
  }

  /** Starts {@code serve} as a child of another command. */
  public static RunningCollector startUnder(List<String> parent, Path data) throws IOException {
    List<String> command = new ArrayList<>(parent);
    command.addAll(Jar.command(List.of("serve", "--data", data.toString(), "--port", "0")));
    return start(data, command);
  }

  private static RunningCollector start(Path data, List<String> command) throws IOException {
    Path errors = Files.createTempFile("collector", ".err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the collector did not start: " + Files.readString(errors));
    }
    return new RunningCollector(data, process, errors, line, output);
  }

  /** Makes a token; it acts as itself. */
  public String token(@Nullable String tenant, Permission... permissions) {
    return token(new Profile(tenant, null, null, null, null), permissions);
  }

  public String token(Profile profile, Permission... permissions) {
    try (TokenStore tokens = TokenStore.open(DataDirectory.open(data))) {
      return tokens.create("token-" + NAMES.incrementAndGet(), Set.of(permissions), profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one line on standard output. */
  public String line() {
    return line;
  }

  /** What standard output holds after the first line, until the process ends. */
  public String restOfOutput() throws IOException {
    return output.lines().collect(Collectors.joining("\n"));
  }

  public String errors() throws IOException {
    return Files.readString(errors);
  }

  public URI address() {
    return URI.create(line.substring("listening on ".length()));
  }

  public int port() {
    return address().getPort();
  }

  public Process process() {
    return process;
  }

  public HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(PATIENCE);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  /** Sends a request; fails if it or its answer is not as {@code openapi.yaml} describes it. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return ApiDescription.ofCollector()
          .require(
              client.send(request.build(), HttpResponse.BodyHandlers.ofString()),
              address().getPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> post(String path, @Nullable String token, String body) {
    return post(path, token, body.getBytes(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> post(String path, @Nullable String token, byte[] body) {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** Posts events and returns the answer, which must be 200. */
  public JsonNode ingest(String token, String body) {
    return ok(post(INGEST, token, body));
  }

  /** Posts a query and returns the page, which must be 200. */
  public JsonNode query(String token, String body) {
    return ok(post(QUERY, token, body));
  }

  /** The body of an answer that must be 200 and say so. */
  public static JsonNode ok(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode json = json(response.body());
    assertThat(json.path("status").asText()).isEqualTo("ok");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return json;
  }

  /** The message of an answer that must have the given status and contract A's form. */
  public static String refused(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode json = json(response.body());
    assertThat(json.path("status").asText()).isEqualTo("error");
    assertThat(json.path("message").isTextual()).isTrue();
    assertThat(json.path("message").asText())
        .isNotBlank()
        .doesNotContain("io.audittrail", "Exception", "\tat ", "jackson");
    return json.path("message").asText();
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** Ends the process and its children at once, as SIGKILL does. */
  public void kill() throws IOException, InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    children.forEach(child -> child.onExit().join());
    Files.deleteIfExists(errors);
  }

  /** Asks the process to stop, as SIGTERM does, and returns its exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the collector did not stop: " + errors());
    }
    Files.deleteIfExists(errors);
  }
}
