package io.audittrail.collector.cli.output;

/**
 * Text that others wrote, made safe to show: it cannot begin a new row, drive a terminal or turn
 * the direction of writing, because what would is shown as an escape such as {@code \\u001b}.
 */
public final class VisibleText {
  private VisibleText() {}

  /** Returns the text with everything visible that would do something instead of being seen. */
  public static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c)) {
                visible.appendCodePoint(c);
              } else {
                visible.append(String.format(c <= 0xFFFF ? "\\u%04x" : "\\u{%x}", c));
              }
            });
    return visible.toString();
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** Returns how many columns of a terminal a visible text takes. */
  static int columns(String visible) {
    return visible.codePoints().map(VisibleText::columns).sum();
  }

  /** Returns as much of a visible text as fits; what is cut off is shown as an ellipsis. */
  static String cut(String visible, int columns) {
    if (columns(visible) <= columns) {
      return visible;
    }
    StringBuilder kept = new StringBuilder();
    int left = columns - 1;
    for (int i = 0; i < visible.length() && left > 0; ) {
      int c = visible.codePointAt(i);
      left -= columns(c);
      if (left >= 0) {
        kept.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return kept.append('…').toString();
  }

  /** Scripts of East Asia and pictures are two columns wide (Unicode's annex 11, in short). */
  private static int columns(int c) {
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
