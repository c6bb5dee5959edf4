package io.audittrail.collector.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects members of an object in the spelling of the body that they come from, so that numbers,
 * escapes and the order of keys stay as they were; only white space between tokens is left out.
 *
 * <p>Not safe for use by several threads.
 */
public final class RawJson {
  private final byte[] body;
  private byte[] members = new byte[256];
  private int length;

  /** Makes an empty collection of members of the given body. */
  public RawJson(byte[] body) {
    this.body = body;
  }

  /** Forgets all members. */
  public void clear() {
    length = 0;
  }

  /**
   * Adds the member at whose value the parser is, and moves it to the end of that value.
   *
   * @param nameBegin the offset of the member's name in the body
   * @param maxDepth the deepest nesting of the value
   * @return whether it is not nested deeper; if it is, the member is not added
   */
  public boolean add(JsonParser parser, long nameBegin, int maxDepth) throws IOException {
    boolean shallow = skip(parser) <= maxDepth;
    if (shallow) {
      if (length > 0) {
        append((byte) ',');
      }
      copy((int) nameBegin, (int) parser.currentLocation().getByteOffset());
    }
    return shallow;
  }

  /** Returns the members without braces, such as {@code "n":1,"s":"x"}; empty if there are none. */
  public String members() {
    return new String(members, 0, length, StandardCharsets.UTF_8);
  }

  /** Moves the parser to the end of the value at which it is and returns how deep that is. */
  private static int skip(JsonParser parser) throws IOException {
    int depth = 0;
    int deepest = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart()) {
        deepest = Math.max(deepest, ++depth);
      } else if (token.isStructEnd()) {
        depth--;
      }
      if (depth == 0) {
        parser.finishToken();
        return deepest;
      }
      token = parser.nextToken();
    }
  }

  private void copy(int begin, int end) {
    boolean inString = false;
    for (int i = begin; i < end; i++) {
      byte b = body[i];
      if (b == '"') {
        inString = !inString;
      } else if (inString && b == '\\') {
        append(b);
        b = body[++i];
      } else if (!inString && (b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
        continue;
      }
      append(b);
    }
  }

  private void append(byte b) {
    if (length == members.length) {
      members = Arrays.copyOf(members, length * 2);
    }
    members[length++] = b;
  }
}
