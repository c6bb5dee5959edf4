package io.audittrail.agent.draft;

/**
 * The room that is left in an event, in bytes of JSON, so that an event is cut rather than rejected
 * whole; used by one thread.
 */
final class JsonBudget {
  /** Quotes, a colon and a comma. */
  private static final int AROUND = 4;

  /** The most bytes that a character takes, as six characters of ASCII. */
  private static final int MAX_BYTES = 6;

  /** Text that is short is most of what there is, and is not worth a look at each character. */
  private int roughChars = 512;

  private int bytesLeft;

  JsonBudget(int bytes) {
    this.bytesLeft = bytes;
  }

  /** Takes the room for a text; false, and nothing taken, if there is not enough. */
  boolean take(String text) {
    int length = text.length();
    if (length > roughChars) {
      return take(sizeOf(text));
    }
    roughChars -= length;
    return take(AROUND + length * MAX_BYTES);
  }

  /** Takes the given room; false, and nothing taken, if there is not enough. */
  boolean take(int bytes) {
    if (bytes > bytesLeft) {
      return false;
    }
    bytesLeft -= bytes;
    return true;
  }

  /** Returns the bytes that a text takes as JSON, with quotes and a comma, or a few more. */
  private static int sizeOf(String text) {
    int size = AROUND;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20) {
        size += MAX_BYTES;
      } else if (c < 0x80) {
        size += c == '"' || c == '\\' ? 2 : 1;
      } else {
        size += c < 0x800 ? 2 : 3;
      }
    }
    return size;
  }
}
