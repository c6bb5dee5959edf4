package io.audittrail.collector.http;

import io.audittrail.collector.endpoint.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The path of a route that has parts which vary, such as {@code /1/applications/{id}}. */
final class PathPattern {
  private final List<String> segments;

  PathPattern(String path) {
    this.segments = List.of(path.split("/", -1));
  }

  static boolean isPattern(String path) {
    return path.indexOf('{') >= 0;
  }

  /**
   * Returns the parts of a path that vary, decoded; null if the path does not match.
   *
   * @param rawPath a path as it was sent: an encoded slash is part of a segment
   */
  @Nullable Map<String, String> match(String rawPath) {
    String[] sent = rawPath.split("/", -1);
    if (sent.length != segments.size()) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < sent.length; i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{")) {
        parameters.put(segment.substring(1, segment.length() - 1), decode(sent[i]));
      } else if (!segment.equals(sent[i])) {
        return null;
      }
    }
    return parameters;
  }

  private static String decode(String segment) {
    try {
      // In a path, unlike in a query, a plus sign is a plus sign.
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "the path had a % without two hexadecimal digits behind it");
    }
  }
}
