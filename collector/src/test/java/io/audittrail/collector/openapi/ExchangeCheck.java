package io.audittrail.collector.openapi;

import static io.audittrail.collector.openapi.ApiDescription.at;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds one exchange against the description. */
final class ExchangeCheck {
  /** What the description says of every path in words: the request reached no operation. */
  private static final Set<Integer> BEFORE_OPERATIONS = Set.of(400, 414, 417, 426, 431, 505);

  private final ApiDescription description;
  private final HttpExchange exchange;
  private final DescribedPath path;
  private final int status;
  private final List<String> violations = new ArrayList<>();

  ExchangeCheck(ApiDescription description, HttpExchange exchange, String basePath) {
    this.description = description;
    this.exchange = exchange;
    this.path = DescribedPath.find(description, exchange.path(), basePath);
    this.status = exchange.answer().status();
  }

  List<String> violations() {
    String method = exchange.method().toLowerCase(Locale.ROOT);
    String described = method.equals("head") ? "get" : method;
    String operation = at("paths", path.template(), described);
    if (path.template().isEmpty()) {
      noOperation(status == 404 || BEFORE_OPERATIONS.contains(status));
    } else if (description.root().at(operation).isMissingNode()) {
      boolean options = method.equals("options") && status == 204;
      noOperation(options || status == 405 || BEFORE_OPERATIONS.contains(status));
      if (status == 204 || status == 405) {
        require(header(exchange.answer().headers(), "Allow") != null, "Allow is missing");
      }
    } else {
      if (status / 100 == 2) {
        request(operation);
      }
      answer(operation);
    }
    return violations;
  }

  private void noOperation(boolean allowed) {
    require(allowed, "the path, the method or the status is not described");
    if (status != 204) {
      String schema = path.isUnderOne() ? "ApplicationError" : "Error";
      json(at("components", "schemas", schema));
    }
  }

  private void json(String schema) {
    if (!exchange.method().equals("HEAD")) {
      try {
        JsonNode body =
            io.audittrail.collector.RunningCollector.JSON.readTree(exchange.answer().body());
        violations.addAll(description.violations(schema, body));
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        violations.add("no JSON: " + exchange.answer().body());
      }
    }
  }

  private void request(String operation) {
    Parameters parameters = new Parameters(description, exchange, path.parameters());
    int count = description.root().at(operation + "/parameters").size();
    for (int i = 0; i < count; i++) {
      violations.addAll(parameters.violations(description.resolve(operation + "/parameters/" + i)));
    }
    JsonNode body = description.root().at(operation + "/requestBody");
    boolean sent = exchange.body().length > 0;
    if (!body.isMissingNode() && sent) {
      violations.addAll(
          TakenBody.violations(
              description,
              operation + at("requestBody", "content", "application/json"),
              exchange.body(),
              exchange.answer().body()));
    }
  }

  private void answer(String operation) {
    String response = description.resolve(operation + at("responses", Integer.toString(status)));
    JsonNode described = description.root().at(response);
    if (described.isMissingNode()) {
      noOperation(BEFORE_OPERATIONS.contains(status));
      return;
    }
    headers(response, described.path("headers"));
    String type = header(exchange.answer().headers(), "Content-Type");
    JsonNode content = described.path("content");
    if (content.isMissingNode()) {
      require(exchange.answer().body().isEmpty(), "there is a body, which is not described");
      return;
    }
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    require(content.has(media), "the content type " + type + " is not described");
    if (content.has(media) && !exchange.method().equals("HEAD")) {
      violations.addAll(
          Bodies.body(description, response + at("content", media), exchange.answer().body()));
    }
  }

  private void headers(String response, JsonNode headers) {
    for (Iterator<Map.Entry<String, JsonNode>> all = headers.fields(); all.hasNext(); ) {
      String name = all.next().getKey();
      String place = description.resolve(response + at("headers", name));
      String value = header(exchange.answer().headers(), name);
      if (value != null) {
        violations.addAll(
            description.violations(place + "/schema", Parameters.value(description, place, value)));
      } else {
        boolean required = description.root().at(place).path("required").asBoolean();
        require(!required, "the header " + name + " is missing");
      }
    }
  }

  private void require(boolean condition, String trouble) {
    if (!condition) {
      violations.add(trouble);
    }
  }

  static String header(HttpHeaders headers, String name) {
    return headers.firstValue(name).orElse(null);
  }
}
