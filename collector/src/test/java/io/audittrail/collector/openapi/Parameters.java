package io.audittrail.collector.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.audittrail.collector.RunningCollector;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Holds the parameters of a request against the description. */
final class Parameters {
  private final ApiDescription description;
  private final HttpExchange exchange;
  private final Map<String, String> inPath;

  Parameters(ApiDescription description, HttpExchange exchange, Map<String, String> inPath) {
    this.description = description;
    this.exchange = exchange;
    this.inPath = inPath;
  }

  /** Returns what is wrong with the parameter that is described at a place. */
  List<String> violations(String place) {
    JsonNode parameter = description.root().at(place);
    String name = parameter.path("name").asText();
    List<String> values =
        switch (parameter.path("in").asText()) {
          case "path" -> inPath.containsKey(name) ? List.of(inPath.get(name)) : List.of();
          case "query" -> inQuery(name);
          case "header" -> exchange.sent().allValues(name);
          default -> throw new AssertionError(place + " is in no known place");
        };
    if (values.isEmpty()) {
      return parameter.path("required").asBoolean() ? List.of(name + " is missing") : List.of();
    }
    String schema = description.resolve(place + "/schema");
    if (description.root().at(schema).path("type").asText().equals("array")) {
      ArrayNode all = RunningCollector.JSON.createArrayNode();
      values.forEach(all::add);
      return description.violations(schema, all);
    }
    List<String> violations = new ArrayList<>();
    for (String value : values) {
      violations.addAll(description.violations(schema, value(description, place, value)));
    }
    return violations;
  }

  /**
   * A value as the JSON that the schema of its place speaks of, such as a number where it wants
   * one.
   */
  static JsonNode value(ApiDescription description, String place, String text) {
    String schema = description.resolve(place + "/schema");
    String type = description.root().at(schema).path("type").asText();
    if (type.equals("integer") || type.equals("number")) {
      try {
        JsonNode number = RunningCollector.JSON.readTree(text);
        return number.isNumber() ? number : TextNode.valueOf(text);
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        return TextNode.valueOf(text);
      }
    }
    if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    return TextNode.valueOf(text);
  }

  private List<String> inQuery(String name) {
    return Arrays.stream(exchange.query().split("&", -1))
        .filter(pair -> decoded(pair.split("=", 2)[0]).equals(name))
        .map(pair -> pair.contains("=") ? decoded(pair.split("=", 2)[1]) : "")
        .toList();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
