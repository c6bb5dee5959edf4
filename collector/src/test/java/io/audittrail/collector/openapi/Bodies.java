package io.audittrail.collector.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.audittrail.collector.RunningCollector;
import java.util.ArrayList;
import java.util.List;

/** Holds the bodies of answers against the schemas of the places where they are described. */
final class Bodies {
  private static final String LINE_SCHEMA = "/x-line-schema";

  private Bodies() {}

  /**
   * Returns what is wrong with a body.
   *
   * @param media the place of the media type
   */
  static List<String> body(ApiDescription description, String media, String body) {
    if (!media.endsWith("~1json")) {
      return lines(description, media, body);
    }
    if (!Sample.has(media, body.length())) {
      return List.of();
    }
    try {
      return description.violations(media + "/schema", RunningCollector.JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return List.of(media + ": no JSON: " + e.getMessage());
    }
  }

  private static List<String> lines(ApiDescription description, String media, String body) {
    List<String> violations = new ArrayList<>();
    if (!description.root().at(media + LINE_SCHEMA).isMissingNode()) {
      boolean cut = body.length() > Sample.MOST_BYTES;
      body.substring(0, cut ? body.lastIndexOf('\n', Sample.MOST_BYTES) + 1 : body.length())
          .lines()
          .forEach(line -> violations.addAll(line(description, media, line)));
    }
    return violations;
  }

  /** Returns what is wrong with a line of a stream: JSON, or a field of a server-sent event. */
  static List<String> line(ApiDescription description, String media, String line) {
    boolean events = media.endsWith("event-stream");
    if (line.isEmpty() || (events && line.matches(":.*|id: [0-9]+"))) {
      return List.of();
    }
    if (events && !line.startsWith("data: ")) {
      return List.of(media + ": no field of a server-sent event: " + line);
    }
    try {
      return description.violations(
          media + LINE_SCHEMA,
          RunningCollector.JSON.readTree(events ? line.substring("data: ".length()) : line));
    } catch (JsonProcessingException e) {
      return List.of(media + ": a line that is no JSON: " + line);
    }
  }
}
