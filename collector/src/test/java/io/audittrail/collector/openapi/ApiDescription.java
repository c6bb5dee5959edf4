package io.audittrail.collector.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.audittrail.collector.Collector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The collector's description, {@code openapi.yaml}: read once for all tests of a JVM. Its schemas
 * are those of OpenAPI 3.1, which is JSON Schema 2020-12.
 */
public final class ApiDescription {
  private static final String IRI = "https://collector.test/openapi.yaml";
  private static final ApiDescription COLLECTORS = read();

  private final JsonNode root;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private ApiDescription(JsonNode root) {
    this.root = root;
    this.registry =
        SchemaRegistry.withDefaultDialect(
            dialect(root),
            builder ->
                builder
                    .schemas(Map.of(IRI, root.toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  /** OpenAPI 3.1's, which knows the members of the document around its schemas and no others. */
  private static Dialect dialect(JsonNode root) {
    Dialect openApi = Dialects.getOpenApi31();
    Dialect.Builder builder = Dialect.builder(openApi.getId(), openApi);
    root.fieldNames().forEachRemaining(name -> builder.keyword(new NonValidationKeyword(name)));
    return builder.unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance()).build();
  }

  /** The collector's own description. */
  public static ApiDescription ofCollector() {
    return COLLECTORS;
  }

  private static ApiDescription read() {
    try (InputStream in = Collector.class.getResourceAsStream("openapi.yaml")) {
      // What the mapper makes of YAML's numbers and dates is made again from text: plain JSON.
      JsonNode yaml = new YAMLMapper().readTree(in);
      return new ApiDescription(new ObjectMapper().readTree(yaml.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if an exchange over HTTP is not as it is described; returns the answer. */
  public HttpResponse<String> require(HttpResponse<String> answer, String basePath) {
    HttpRequest request = answer.request();
    Optional<byte[]> body = SentBody.of(request);
    require(
        new HttpExchange(
            request.method(),
            request.uri().getRawPath(),
            Optional.ofNullable(request.uri().getRawQuery()).orElse(""),
            request.headers(),
            body.orElse(new byte[0]),
            new HttpExchange.Answer(answer.statusCode(), answer.headers(), answer.body())),
        basePath);
    return answer;
  }

  /** Fails if an exchange is not as it is described. */
  public void require(HttpExchange exchange, String basePath) {
    List<String> violations = violations(exchange, basePath);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          exchange + " is not as openapi.yaml says:\n" + String.join("\n", violations));
    }
  }

  /** Fails if a line of a stream is not as it is described; returns the line. */
  public String requireLine(String path, String mediaType, String line) {
    List<String> violations =
        Bodies.line(this, at("paths", path, "get", "responses", "200", "content", mediaType), line);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          line + " is not as openapi.yaml says:\n" + String.join("\n", violations));
    }
    return line;
  }

  /** What is not as it is described. */
  List<String> violations(HttpExchange exchange, String basePath) {
    return new ExchangeCheck(this, exchange, basePath).violations();
  }

  /** The description itself. */
  JsonNode root() {
    return root;
  }

  /** A place in the description. */
  static String at(String... names) {
    StringBuilder pointer = new StringBuilder();
    for (String name : names) {
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /** The place that a place refers to, or itself. */
  String resolve(String pointer) {
    JsonNode reference = root.at(pointer).path("$ref");
    return reference.isTextual() ? reference.asText().substring(1) : pointer;
  }

  /** What an instance of the schema at a place has that it must not, or lacks. */
  List<String> violations(String pointer, JsonNode instance) {
    return schemas
        .computeIfAbsent(
            pointer,
            place ->
                registry.getSchema(
                    SchemaLocation.of(IRI + "#" + place.replace("{", "%7B").replace("}", "%7D"))))
        .validate(instance)
        .stream()
        .map(error -> pointer + ": " + error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }
}
