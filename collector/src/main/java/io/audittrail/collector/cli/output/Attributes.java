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

/** The attributes of an event, in the spelling in which they came. */
final class Attributes {
  private static final String MESSAGE = "message";

  /** Who emitted an event is not for people; the other forms have it. */
  private static final Set<String> LEFT_OUT = Set.of("producer", "producer_sequence");

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.:/@+-]+");

  /** An attribute: its key, its value if it is a text, else empty, and both as JSON. */
  private record Attribute(String key, String text, String member) {}

  private final List<Attribute> attributes = new ArrayList<>();

  private Attributes() {}

  /** Returns the attributes in an event's members. */
  static Attributes of(String members) {
    Attributes found = new Attributes();
    if (!members.isEmpty()) {
      byte[] json = ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
      WireJson.read(json, parser -> found.read(json, parser));
    }
    return found;
  }

  private Attributes read(byte[] json, JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      long begin = parser.currentTokenLocation().getByteOffset();
      boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
      String text = isText ? parser.getText() : "";
      RawJson raw = new RawJson(json);
      raw.add(parser, begin, WireJson.MAX_DEPTH);
      attributes.add(new Attribute(key, text, raw.members()));
    }
    return this;
  }

  /** Returns one line such as {@code message="timed out" attempt=3}, the message first. */
  String line() {
    List<String> shown = new ArrayList<>();
    for (Attribute one : attributes) {
      if (!LEFT_OUT.contains(one.key())) {
        shown.add(one.key().equals(MESSAGE) ? 0 : shown.size(), pair(one));
      }
    }
    return String.join(" ", shown);
  }

  private static String pair(Attribute one) {
    boolean plain = PLAIN.matcher(one.text()).matches();
    return (PLAIN.matcher(one.key()).matches() ? one.key() : '"' + one.key() + '"')
        + "="
        + (plain ? one.text() : one.member().substring(valueAt(one.member())));
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
