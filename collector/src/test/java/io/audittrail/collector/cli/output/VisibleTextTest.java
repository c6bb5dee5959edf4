package io.audittrail.collector.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
  @Test
  void whatActsOnATerminal_isShownAsAnEscape() {
    assertThat(VisibleText.of("a\nb\tc\u001b[2J\u0085\u009b"))
        .isEqualTo("a\\u000ab\\u0009c\\u001b[2J\\u0085\\u009b");
    assertThat(VisibleText.of("\u202e\u2066\u2028\u2029\u200b\ufeff"))
        .isEqualTo("\\u202e\\u2066\\u2028\\u2029\\u200b\\ufeff");
    assertThat(VisibleText.of("\ud800x")).isEqualTo("\\ud800x");
    assertThat(VisibleText.of("\udb40\udc41")).isEqualTo("\\u{e0041}");
  }

  @Test
  void whatIsOnlySeen_staysAsItIs() {
    String seen = "h\u00e9llo \u65e5\u672c \u05d0 e\u0301 \ud83d\ude00 \\u001b \"q\"";
    assertThat(VisibleText.of(seen)).isEqualTo(seen);
  }

  @Test
  void cut_countsColumnsAndNotCharacters() {
    assertThat(VisibleText.cut("abc", 3)).isEqualTo("abc");
    assertThat(VisibleText.cut("abcd", 3)).isEqualTo("ab\u2026");
    assertThat(VisibleText.columns("\u65e5\u672c\ud83d\ude00")).isEqualTo(6);
    assertThat(VisibleText.cut("\u65e5\u672c\u65e5", 5)).isEqualTo("\u65e5\u672c\u2026");
    assertThat(VisibleText.cut("\u65e5\u672c\u65e5", 4)).isEqualTo("\u65e5\u2026");
  }
}
