package io.audittrail.collector.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.audittrail.collector.RunningCollector;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The body of a request that was answered with 2xx, without what is allowed to be wrong in it. */
final class TakenBody {
  private final JsonNode sent;

  private TakenBody(JsonNode sent) {
    this.sent = sent;
  }

  /**
   * Returns what is wrong with a body.
   *
   * @param media the place of its media type
   * @param answer what was answered: the parts that it says were rejected need not be valid
   */
  static List<String> violations(
      ApiDescription description, String media, byte[] body, String answer) {
    if (!Sample.has(media, body.length)) {
      return List.of();
    }
    try {
      TakenBody taken = new TakenBody(RunningCollector.JSON.readTree(body));
      if (answer.startsWith("{")) { // what is answered with a stream rejects nothing
        taken.withoutRejected(RunningCollector.JSON.readTree(answer));
      }
      taken.withoutNulls();
      return description.violations(media + "/schema", taken.sent);
    } catch (IOException e) {
      return List.of(media + ": no JSON: " + e.getMessage());
    }
  }

  private void withoutRejected(JsonNode answer) {
    for (JsonNode rejected : answer.path("rejected")) {
      blank(sent.path("audit_events"), rejected.path("index").asInt());
    }
    for (JsonNode rejected : answer.path("rejected_resources")) {
      blank(sent.path(rejected.path("table").asText()), rejected.path("index").asInt());
    }
    for (JsonNode table : sent) {
      if (table instanceof ArrayNode elements) {
        removeBlanks(elements);
      }
    }
  }

  /** Marks an element, so that the indexes of the others stay. */
  private static void blank(JsonNode table, int index) {
    if (table instanceof ArrayNode elements) {
      elements.set(index, elements.missingNode());
    }
  }

  private static void removeBlanks(ArrayNode elements) {
    for (int i = elements.size() - 1; i >= 0; i--) {
      if (elements.get(i).isMissingNode()) {
        elements.remove(i);
      }
    }
  }

  /** Whatever its key, what is null counts as absent in a question and its filter. */
  private void withoutNulls() {
    for (String place : List.of("", "/filter", "/filter/timestamp")) {
      if (sent.at(place) instanceof ObjectNode object) {
        object.remove(
            object.properties().stream()
                .filter(member -> member.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList());
      }
    }
  }
}
