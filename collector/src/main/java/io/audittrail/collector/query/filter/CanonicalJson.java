package io.audittrail.collector.query.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;

/** Gives values that mean the same one form: keys in order, numbers without zeros at their end. */
final class CanonicalJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private CanonicalJson() {}

  /** Reads the value at which the parser is, and moves it to its end. */
  static JsonNode read(JsonParser parser) throws IOException {
    return of(MAPPER.readTree(parser));
  }

  static ObjectNode object() {
    return NODES.objectNode();
  }

  /** Returns how deep arrays and objects lie in each other; 0 for any other value. */
  static int depth(JsonNode value) {
    int deepest = value.isContainerNode() ? 1 : 0;
    for (JsonNode element : value) {
      deepest = Math.max(deepest, 1 + depth(element));
    }
    return deepest;
  }

  private static JsonNode of(JsonNode value) {
    if (value.isNumber()) {
      return NODES.numberNode(value.decimalValue().stripTrailingZeros());
    } else if (value.isArray()) {
      ArrayNode array = NODES.arrayNode();
      value.forEach(element -> array.add(of(element)));
      return array;
    } else if (value.isObject()) {
      SortedSet<String> names = new TreeSet<>();
      value.fieldNames().forEachRemaining(names::add);
      ObjectNode object = NODES.objectNode();
      names.forEach(name -> object.set(name, of(value.get(name))));
      return object;
    }
    return value;
  }
}
