package io.audittrail.agent.draft;

/**
 * The room that is left in an event, in bytes of JSON, so that an event is cut rather than rejected
 * whole; used by one thread.
 */
final class JsonBudget {
  private int bytesLeft;

  JsonBudget(int bytes) {
    this.bytesLeft = bytes;
  }

  /** Takes the room for a text; false, and nothing taken, if there is not enough. */
  boolean take(String text) {
    return take(sizeOf(text));
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
    int size = 4;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20) {
        size += 6;
      } else if (c < 0x80) {
        size += c == '"' || c == '\\' ? 2 : 1;
      } else {
        size += c < 0x800 ? 2 : 3;
      }
    }
    return size;
  }
}
