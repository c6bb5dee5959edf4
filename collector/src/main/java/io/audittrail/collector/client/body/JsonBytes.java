package io.audittrail.collector.client.body;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** JSON as bytes that keep their spelling. */
public final class JsonBytes {
  private JsonBytes() {}

  /** Returns the text of JSON in UTF-8. */
  public static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  /**
   * Returns where the object ends that begins at an offset, by its brackets alone: whether what is
   * between them is JSON is for a parser to say.
   *
   * @return the offset behind its last bracket; -1 if the bytes end before it does, or if a string
   *     holds a line break, as none does in JSON
   */
  public static int endOfObject(byte[] bytes, int begin, int limit) {
    int depth = 0;
    boolean inString = false;
    for (int i = begin; i < limit; i++) {
      byte b = bytes[i];
      if (inString) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          inString = false;
        } else if (b == '\n') {
          return -1;
        }
      } else if (b == '"') {
        inString = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Returns the bytes of a JSON value without the white space between its tokens. */
  static byte[] compact(byte[] json, long begin, long end) {
    ByteArrayOutputStream compact = new ByteArrayOutputStream((int) (end - begin));
    boolean inString = false;
    for (int i = (int) begin; i < end; i++) {
      byte b = json[i];
      if (b == '"') {
        inString = !inString;
      } else if (inString && b == '\\') {
        compact.write(b);
        b = json[++i];
      } else if (!inString && (b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
        continue;
      }
      compact.write(b);
    }
    return compact.toByteArray();
  }
}
