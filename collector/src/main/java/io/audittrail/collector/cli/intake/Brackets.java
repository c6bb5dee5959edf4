package io.audittrail.collector.cli.intake;

/** Follows the brackets of an object over many lines. For use by one thread. */
final class Brackets {
  private int depth;
  private int bytes;

  /** How the object stands after a line. */
  enum State {
    OPEN,
    CLOSED,
    BROKEN
  }

  /**
   * Returns whether a line begins an object that goes on in the next one, as programs print it: it
   * begins with a bracket and ends where a value, a key or an end follows.
   */
  static boolean openPage(byte[] line) {
    int begin = 0;
    int end = line.length;
    while (end > 0 && isSpace(line[end - 1])) {
      end--;
    }
    while (begin < end && isSpace(line[begin])) {
      begin++;
    }
    if (begin == end || line[begin] != '{') {
      return false;
    }
    int key = begin + 1;
    while (key < end && isSpace(line[key])) {
      key++;
    }
    if (key < end && line[key] != '"') {
      return false;
    }
    byte last = line[end - 1];
    return (last == '{' || last == '[' || last == ',') && new Brackets().take(line) == State.OPEN;
  }

  /** Takes the next line; a string that goes on behind it is none. */
  State take(byte[] line) {
    boolean inString = false;
    for (int i = 0; i < line.length; i++) {
      byte b = line[i];
      if (inString) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          inString = false;
        }
      } else if (b == '"') {
        inString = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
    bytes += line.length + 1;
    if (inString || depth < 0) {
      return State.BROKEN;
    }
    return depth == 0 ? State.CLOSED : State.OPEN;
  }

  int bytes() {
    return bytes;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
