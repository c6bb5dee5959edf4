package io.audittrail.collector.store.sqlite.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;

/** The attributes of an event that the collector stores about itself. */
final class Members {
  private final ObjectNode object = JsonNodeFactory.instance.objectNode();

  Members put(String key, String value) {
    object.put(key, value);
    return this;
  }

  /** Adds a value that is JSON already. */
  Members putJson(String key, String json) {
    object.putRawValue(key, new RawValue(json));
    return this;
  }

  Members put(String key, long value) {
    object.put(key, value);
    return this;
  }

  /** Adds ranges as pairs of the first and the last number. */
  Members put(String key, RemovedRanges ranges) {
    ArrayNode pairs = object.putArray(key);
    for (int i = 0; i < ranges.size(); i++) {
      pairs.addArray().add(ranges.first(i)).add(ranges.last(i));
    }
    return this;
  }

  /** Returns the members of the object without its braces. */
  @Override
  public String toString() {
    String json = object.toString();
    return json.substring(1, json.length() - 1);
  }
}
