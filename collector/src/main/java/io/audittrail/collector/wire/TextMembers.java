package io.audittrail.collector.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Some members of an object that have a text each, taken out of the others.
 *
 * @param texts the texts of those that were looked for and found
 * @param others all other members in their spelling, without braces; empty if there are none
 */
public record TextMembers(Map<String, String> texts, String others) {
  /**
   * Takes members out. One whose value is no string, or holds half of a surrogate pair, stays where
   * it is.
   *
   * @param members members of a JSON object without its braces
   * @param keys the keys to look for
   */
  public static TextMembers take(String members, Set<String> keys) {
    if (members.isEmpty()) {
      return new TextMembers(Map.of(), "");
    }
    byte[] object = ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
    Map<String, String> texts = new HashMap<>();
    RawJson others = new RawJson(object);
    WireJson.read(
        object,
        parser -> {
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            member(parser, keys, texts, others);
          }
          return texts;
        });
    return new TextMembers(Map.copyOf(texts), others.members());
  }

  private static void member(
      JsonParser parser, Set<String> keys, Map<String, String> texts, RawJson others)
      throws IOException {
    String key = parser.currentName();
    long nameBegin = parser.currentTokenLocation().getByteOffset();
    parser.nextToken();
    if (keys.contains(key)
        && parser.currentToken() == JsonToken.VALUE_STRING
        && isWhole(parser.getText())) {
      texts.put(key, parser.getText());
    } else {
      others.add(parser, nameBegin, WireJson.MAX_DEPTH);
    }
  }

  private static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
