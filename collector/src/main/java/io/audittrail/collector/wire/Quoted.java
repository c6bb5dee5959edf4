package io.audittrail.collector.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Shows what a client sent in a message to that client: in quotes, on one line, cut when long. */
public final class Quoted {
  private static final int MAX_CHARS = 80;
  private static final int MAX_DIGITS = 40;

  private Quoted() {}

  /** Returns the value at which the parser is; of an object or an array only that it is one. */
  public static String value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> of(parser.getText());
      default -> {
        String text = parser.getText();
        yield text.length() <= MAX_DIGITS ? text : text.substring(0, MAX_DIGITS) + "…";
      }
    };
  }

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
