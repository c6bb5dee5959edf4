package io.audittrail.collector.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  private static void assertCell(String text, String cell) {
    assertThat(Csv.record(List.of(text, "x"))).isEqualTo(cell + ",x\r");
  }

  @Test
  void cell_thatASpreadsheetWouldRun_isText() {
    for (String begin : new String[] {"=", "+", "-", "@", "\uff1d", "'"}) {
      assertCell(begin + "1", "'" + begin + "1");
    }
    assertCell("\t1", "\"'\t1\"");
    assertCell("\r=1", "\"'\r=1\"");
    assertCell(" =1", "' =1");
    assertCell("\"=1", "\"'\"\"=1\"");
  }

  @Test
  void cell_isQuotedWhereItMustBe() {
    assertCell("", "");
    assertCell("a b", "a b");
    assertCell("a,b", "\"a,b\"");
    assertCell("a\"b", "\"a\"\"b\"");
    assertCell("a\nb", "\"a\nb\"");
    assertCell("1-1", "1-1");
  }
}
