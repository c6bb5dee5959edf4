package io.audittrail.collector.cli.output;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.wire.RawJson;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Shows attributes on one line, such as {@code message="timed out" attempt=3}. */
final class Attributes {
  /** Who emitted an event is in the other forms alone. */
  private static final Set<String> LEFT_OUT = Set.of("producer", "producer_sequence");

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.:/@+-]+");

  private Attributes() {}

  /** Returns the attributes of an event's members, its message first. */
  static String line(String members) {
    if (members.isEmpty()) {
      return "";
    }
    byte[] json = ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
    return WireJson.read(json, parser -> line(json, parser));
  }

  private static String line(byte[] json, JsonParser parser) throws IOException {
    List<String> shown = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      long begin = parser.currentTokenLocation().getByteOffset();
      String pair;
      if (parser.nextToken() == JsonToken.VALUE_STRING
          && PLAIN.matcher(parser.getText()).matches()) {
        pair = plain(key) + "=" + parser.getText();
      } else {
        RawJson raw = new RawJson(json);
        raw.add(parser, begin, WireJson.MAX_DEPTH);
        String member = raw.members();
        pair = plain(key) + "=" + member.substring(valueAt(member));
      }
      if (!LEFT_OUT.contains(key)) {
        shown.add(key.equals("message") ? 0 : shown.size(), pair);
      }
    }
    return String.join(" ", shown);
  }

  private static String plain(String key) {
    return PLAIN.matcher(key).matches() ? key : '"' + key + '"';
  }

  /** Returns where the value begins in a member such as {@code "n":1}. */
  private static int valueAt(String member) {
    int at = 1;
    while (member.charAt(at) != '"') {
      at += member.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 2;
  }
}
