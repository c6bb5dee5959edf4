package io.audittrail.collector.wire;

/** Shows what a client sent in a message to that client: in quotes, on one line, cut when long. */
public final class Quoted {
  private static final int MAX_CHARS = 80;

  private Quoted() {}

  /** Returns the value in quotes, with control characters and halves of pairs made visible. */
  public static String of(String value) {
    StringBuilder text = new StringBuilder(Math.min(value.length(), MAX_CHARS) + 3).append('"');
    int end = Math.min(value.length(), MAX_CHARS);
    for (int i = 0; i < end; ) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isISOControl(c) || (c <= 0xFFFF && Character.isSurrogate((char) c))) {
        text.append(String.format("\\u%04x", c));
      } else {
        text.appendCodePoint(c);
      }
    }
    return text.append(value.length() > MAX_CHARS ? "…\"" : "\"").toString();
  }
}
