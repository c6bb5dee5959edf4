package io.audittrail.collector.cli.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.client.body.JsonBytes;
import io.audittrail.collector.wire.MalformedBodyException;
import io.audittrail.collector.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ingest body in a line, whatever a log wrote before and behind it: it is the first
 * object that has {@code audit_events}, or stands as a string in a line that is JSON itself.
 */
final class EventLine {
  private static final byte[] KEY = ascii("\"audit_events\"");
  private static final byte[] ESCAPED_KEY = ascii("\\\"audit_events\\\"");
  private static final byte[] END_KEY = ascii("\"exported\"");

  /** How many brackets of a line are looked at, so that a line of brackets takes no time. */
  private static final int MAX_TRIES = 64;

  private EventLine() {}

  /**
   * Returns the body in a line, or the end of an export; null if there is none.
   *
   * @throws MalformedBodyException if there seems to be one, which cannot be read
   */
  static @Nullable EventBody find(byte[] line) {
    int key = indexOf(line, KEY);
    if (key >= 0) {
      return before(line, key);
    }
    if (indexOf(line, ESCAPED_KEY) >= 0) {
      return inString(line);
    }
    return indexOf(line, END_KEY) >= 0 ? end(line) : null;
  }

  private static @Nullable EventBody before(byte[] line, int key) {
    MalformedBodyException trouble = null;
    int tries = 0;
    for (int begin = 0; begin < key && tries < MAX_TRIES; begin++) {
      if (line[begin] != '{' || !isKeyNext(line, begin)) {
        continue;
      }
      tries++;
      int end = JsonBytes.endOfObject(line, begin, line.length);
      try {
        EventBody body =
            EventBody.read(Arrays.copyOfRange(line, begin, end < 0 ? line.length : end));
        if (body.hasEvents()) {
          return body;
        }
      } catch (MalformedBodyException e) {
        trouble = e;
      }
    }
    if (trouble != null) {
      throw trouble;
    }
    return null;
  }

  private static boolean isKeyNext(byte[] line, int bracket) {
    int at = bracket + 1;
    while (at < line.length && (line[at] == ' ' || (line[at] >= '\t' && line[at] <= '\r'))) {
      at++;
    }
    return at < line.length && line[at] == '"';
  }

  /** Looks into the strings of a line such as a JSON layout writes it. */
  private static @Nullable EventBody inString(byte[] line) {
    int begin = 0;
    while (begin < line.length && line[begin] != '{') {
      begin++;
    }
    int end = JsonBytes.endOfObject(line, begin, line.length);
    List<String> candidates;
    try {
      candidates = strings(Arrays.copyOfRange(line, begin, end < 0 ? line.length : end));
    } catch (MalformedBodyException e) {
      if (begin == 0) {
        throw e;
      }
      return null;
    }
    for (String candidate : candidates) {
      EventBody body = find(candidate.getBytes(StandardCharsets.UTF_8));
      if (body != null) {
        return body;
      }
    }
    return null;
  }

  private static List<String> strings(byte[] object) {
    List<String> strings = new ArrayList<>();
    return WireJson.read(
        object,
        parser -> {
          int depth = 1;
          while (depth > 0) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_STRING && parser.getText().contains("\"audit_events\"")) {
              strings.add(parser.getText());
            }
          }
          return strings;
        });
  }

  private static @Nullable EventBody end(byte[] line) {
    try {
      EventBody body = EventBody.read(line);
      return body.exported() == null ? null : body;
    } catch (MalformedBodyException e) {
      return null;
    }
  }

  private static int indexOf(byte[] line, byte[] part) {
    for (int i = 0; i <= line.length - part.length; i++) {
      if (line[i] == part[0] && Arrays.equals(line, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
